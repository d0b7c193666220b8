import { useNavigate } from '@solidjs/router'
import { onCleanup } from 'solid-js'
import { NAV_PAGES } from './pages.ts'

/** How long `g` waits for the key that says where to. */
const SECOND_KEY_MS = 1500

/** Inputs that take no letters: whoever has just ticked a box goes on with the page's keys. */
const NOT_WRITTEN_IN = /^(checkbox|radio|range|button|submit|reset|file|color|image)$/

/** Whether a key belongs to what is being written, and to no shortcut. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !NOT_WRITTEN_IN.test(target.type)))

/** Whether a key is nobody's text, no browser's shortcut, and no dialog is open that it is for. */
const isFree = (event: KeyboardEvent): boolean =>
  !(event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) &&
  document.querySelector('[role=dialog]') === null

/** Keys of a page, for as long as it is shown; what the shell took first is none of them. */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keys[event.key]
    if (!run || event.defaultPrevented || !isFree(event)) return
    event.preventDefault()
    run()
  }
  window.addEventListener('keydown', onKeyDown)
  onCleanup(() => window.removeEventListener('keydown', onKeyDown))
}

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
    if (!isFree(event)) return
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
