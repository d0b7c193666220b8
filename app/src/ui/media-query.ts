import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Whether the window is like that, now and whenever it changes. */
export function createMediaQuery(query: string): Accessor<boolean> {
  const list = window.matchMedia(query)
  const [isLike, setIsLike] = createSignal(list.matches)
  const look = () => setIsLike(list.matches)
  list.addEventListener('change', look)
  onCleanup(() => list.removeEventListener('change', look))
  return isLike
}
