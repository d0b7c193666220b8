import { onCleanup, onMount } from 'solid-js'

const FOCUSABLE = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex="0"]']
  .map(it => `${it}:not(:disabled)`)
  .join(',')

interface Step {
  element: Element
  next: Element | null
  previous: Element | null
}

/**
 * A browser drops the focus when what had it is taken away or switched off, and the next key
 * starts from the top of the page. Here it goes to what stood beside it.
 */
export function keepFocus(root: () => HTMLElement): void {
  /** What had the focus last, and everything around it, outwards. */
  let path: Step[] = []

  const onFocusIn = ({ target }: FocusEvent) => {
    // In a dialog, whose own rule is to give the focus back.
    if (target instanceof Element && root().contains(target)) path = pathOf(target, root())
  }
  const onFocusOut = ({ target }: FocusEvent) => {
    // Only afterwards it can be told who left whom.
    setTimeout(() => {
      if (isSomewhere()) return
      const isLeft = target === path[0]?.element && isUsable(path[0].element)
      if (isLeft) path = []
      else restore()
    })
  }
  const restore = () => {
    if (path.length === 0 || isSomewhere()) return
    if (document.querySelector('[role=dialog], dialog[open]')) return
    // Switched off for a moment, such as while it works: it is back when it may be used again.
    if (path[0]?.element.matches(':disabled') && path[0].element.isConnected) return
    const target = path.map(placeIn).find(it => it !== null) ?? root()
    target.focus({ preventScroll: true })
  }

  onMount(() => {
    const observer = new MutationObserver(restore)
    const what = { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] }
    observer.observe(root(), what)
    document.addEventListener('focusin', onFocusIn)
    document.addEventListener('focusout', onFocusOut)
    onCleanup(() => {
      observer.disconnect()
      document.removeEventListener('focusin', onFocusIn)
      document.removeEventListener('focusout', onFocusOut)
    })
  })
}

const isSomewhere = () =>
  document.activeElement !== null && document.activeElement !== document.body

const isUsable = (element: Element) => element.isConnected && !element.matches(':disabled')

function pathOf(target: Element, root: Element): Step[] {
  const path: Step[] = []
  for (let at: Element | null = target; at && at !== root; at = at.parentElement) {
    path.push({ element: at, next: at.nextElementSibling, previous: at.previousElementSibling })
  }
  return path
}

/** Where the focus can be in what is left of that, or beside it. */
function placeIn({ element, next, previous }: Step): HTMLElement | null {
  const places = element.isConnected ? [element] : [next, previous]
  for (const place of places) {
    if (!place?.isConnected) continue
    const found = place.matches(FOCUSABLE) ? place : place.querySelector(FOCUSABLE)
    if (found instanceof HTMLElement) return found
  }
  return null
}
