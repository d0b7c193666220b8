import { useNavigate } from '@solidjs/router'
import { onCleanup } from 'solid-js'
import { NAV_PAGES } from './pages.ts'

/** How long `g` waits for the key that says where to. */
const SECOND_KEY_MS = 1500

/** Inputs that take no letters: whoever has just ticked a box goes on with the page's keys. */
const NOT_WRITTEN_IN = /^(checkbox|radio|range|button|submit|reset|file|color|image)$/

/** Whether a key belongs to what is being written, and to no shortcut. */
export const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !NOT_WRITTEN_IN.test(target.type)))

interface ShellKeys {
  search(): void
  help(): void
}

/** Ctrl K or ⌘ K for the commands, `g` and a letter for a page, `?` for what keys there are. */
export function useShellKeys({ search, help }: ShellKeys): void {
  const go = useNavigate()
  let goneAtMs = Number.NEGATIVE_INFINITY
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      search()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    if (document.querySelector('[role=dialog]')) return
    const isSecond = performance.now() - goneAtMs < SECOND_KEY_MS
    goneAtMs = event.key === 'g' ? performance.now() : Number.NEGATIVE_INFINITY
    if (event.key === '?') help()
    const page = isSecond ? NAV_PAGES.find(({ key }) => key === event.key) : undefined
    if (!page) return
    event.preventDefault()
    go(page.href)
  }
  // The page's own keys come first, and one that a page takes is no second key of ours.
  window.addEventListener('keydown', onKeyDown)
  onCleanup(() => window.removeEventListener('keydown', onKeyDown))
}
