import { Toast } from '@kobalte/core/toast'
import { Portal } from 'solid-js/web'
import { uiWords } from '../words.ts'

/** Where toasts appear; once, around every page. */
export function Toasts() {
  return (
    <Portal>
      <Toast.Region limit={4} swipeDirection="right" aria-label={uiWords().notices}>
        <Toast.List class="fixed end-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 outline-none" />
      </Toast.Region>
    </Portal>
  )
}
