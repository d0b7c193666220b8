import { onCleanup, onMount } from 'solid-js'

const TYPED_INTO = 'input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]'

/** Whether somebody is writing, so that a letter is a letter. */
const isTyping = ({ target }: Event) => target instanceof Element && target.matches(TYPED_INTO)

/** Single keys that do something while nobody types. */
export function useKeys(keys: () => Readonly<Record<string, () => void>>): void {
  const heed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    if (document.querySelector('dialog[open]')) return
    const deed = keys()[event.key]
    if (!deed) return
    event.preventDefault()
    deed()
  }
  onMount(() => document.addEventListener('keydown', heed))
  onCleanup(() => document.removeEventListener('keydown', heed))
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]:enabled')]

/** Gives the keyboard to the next or the previous video. */
export function stepRow(by: 1 | -1): void {
  const all = rows()
  const here = all.findIndex(it => it.closest('li')?.contains(document.activeElement))
  const next = here === -1 ? (by === 1 ? 0 : all.length - 1) : here + by
  all[Math.max(0, Math.min(all.length - 1, next))]?.focus()
}

/** Opens or closes the video that has the keyboard. */
export function toggleRow(): void {
  document.activeElement
    ?.closest('li:has([data-row])')
    ?.querySelector<HTMLElement>('[data-row]')
    ?.click()
}

export const focusOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus()
export const pressOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()
