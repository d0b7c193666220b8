import { createEffect } from 'solid-js'

/** What the browser's tab says, and a screen reader when the page changes. */
export function useTitle(title: string | (() => string)): void {
  createEffect(() => {
    document.title = `${typeof title === 'string' ? title : title()} · Content Creation`
  })
}
