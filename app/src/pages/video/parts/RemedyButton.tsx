import type { PublicationRow } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { remedyFor } from '../../../words/remedy.ts'

/** The link that helps with a failure, or the words that say what does. */
export function RemedyButton(props: { publication: PublicationRow }) {
  const remedy = () => remedyFor(props.publication)
  const link = () => {
    const it = remedy()
    return it?.kind === 'link' ? it : null
  }
  return (
    <Show when={remedy()}>
      {it => (
        <Switch fallback={<p class="quiet w-full text-xs">{it().words}</p>}>
          <Match when={link()?.href.startsWith('/') && link()}>
            {there => (
              <A class="button" href={there().href}>
                {there().words}
              </A>
            )}
          </Match>
          <Match when={link()}>
            {there => (
              <a class="button" href={there().href} target="_blank" rel="noreferrer">
                {there().words}&nbsp;↗
              </a>
            )}
          </Match>
        </Switch>
      )}
    </Show>
  )
}
