import { PLATFORM_NAMES, type PublicationRow } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { type Press, pressFor } from '../../../words/press.ts'
import type { VideosState } from '../page.state.ts'

/** The button or link that helps with a failure, or the words to type. */
export function WhatToPress(props: { publication: PublicationRow; state: VideosState }) {
  const press = () => pressFor(props.publication)
  const link = () => only(press(), 'link')
  return (
    <Show when={press()}>
      {it => (
        <Switch fallback={<p class="quiet mt-1 text-xs">{it().words}</p>}>
          <Match when={it().kind === 'connect'}>
            <button
              type="button"
              class="button mt-2"
              onClick={() => props.state.connect(props.publication.platform)}
            >
              {it().words}
              <span class="sr-only"> to {PLATFORM_NAMES[props.publication.platform]}</span>
            </button>
          </Match>
          <Match when={link()?.href.startsWith('/') && link()}>
            {there => (
              <A class="button mt-2" href={there().href}>
                {there().words}
              </A>
            )}
          </Match>
          <Match when={link()}>
            {there => (
              <a class="button mt-2" href={there().href} target="_blank" rel="noreferrer">
                {there().words}&nbsp;↗
              </a>
            )}
          </Match>
        </Switch>
      )}
    </Show>
  )
}

function only<K extends Press['kind']>(press: Press | null, kind: K) {
  const isIt = (it: Press): it is Extract<Press, { kind: K }> => it.kind === kind
  return press && isIt(press) ? press : null
}
