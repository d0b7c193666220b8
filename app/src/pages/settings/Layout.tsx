import { A, useLocation } from '@solidjs/router'
import { createEffect, For, type JSX } from 'solid-js'
import { SETTINGS_PAGES, settingsHref } from '../../ui/shell/pages.ts'
import { uiWords } from '../../ui/words.ts'

/** The settings beside the one that is open. */
export function Layout(props: { children?: JSX.Element }) {
  const location = useLocation()
  let list!: HTMLUListElement
  createEffect(() => {
    // On a phone they stand in one row, wider than the screen.
    const open = list.querySelector<HTMLElement>(`a[href="${location.pathname}"]`)
    if (open) list.scrollLeft = open.offsetLeft - list.offsetLeft - list.clientWidth / 3
  })
  return (
    <div class="gap-8 md:grid md:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label={uiWords().settings.label} class="-mx-4 mb-6 md:mx-0 md:mb-0">
        <ul
          ref={list}
          class="flex gap-1 overflow-x-auto p-1 px-4 whitespace-nowrap md:sticky md:top-8 md:flex-col md:overflow-visible md:px-1 md:whitespace-normal"
        >
          <For each={SETTINGS_PAGES}>
            {page => (
              <li>
                <A
                  href={settingsHref(page)}
                  class="block rounded-lg px-3 py-1.5 text-sm font-medium"
                  activeClass="bg-raised text-ink"
                  inactiveClass="quiet hover:bg-raised"
                >
                  {uiWords().settings[page]}
                </A>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <div class="min-w-0 space-y-8">{props.children}</div>
    </div>
  )
}
