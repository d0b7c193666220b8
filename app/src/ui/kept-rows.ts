import type { Signal } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'

/**
 * A signal whose rows stay the same objects while their content changes, so that a row's link
 * keeps the keyboard's focus, and an open list stays open, when news arrives.
 */
export function keptRows<T>(first: T): Signal<T> {
  const [kept, setKept] = createStore({ value: first })
  const set = (next: T | ((previous: T) => T)) => {
    const value = isUpdate<T>(next) ? next(unwrap(kept).value) : next
    setKept('value', reconcile(value, { key: 'id' }))
    return kept.value
  }
  // Safe: a signal's setter has overloads, and the one function above serves each of them.
  return [() => kept.value, set as Signal<T>[1]]
}

const isUpdate = <T>(next: unknown): next is (previous: T) => T => typeof next === 'function'
