import { PLATFORM_NAMES, type PublicationRow } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { type RemedyAction, remedyFor } from '../../../words/remedy.ts'
import type { VideosState } from '../page.state.ts'

/** The button or link that helps with a failure, or the words to type. */
export function RemedyButton(props: { publication: PublicationRow; state: VideosState }) {
  const remedy = () => remedyFor(props.publication)
  const link = () => only(remedy(), 'link')
  return (
    <Show when={remedy()}>
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

function only<K extends RemedyAction['kind']>(remedy: RemedyAction | null, kind: K) {
  const isIt = (it: RemedyAction): it is Extract<RemedyAction, { kind: K }> => it.kind === kind
  return remedy && isIt(remedy) ? remedy : null
}
