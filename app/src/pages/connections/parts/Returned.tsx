import { type Connection, PLATFORM_NAMES, PLATFORMS } from '@content/api/contract'
import { Match, Switch } from 'solid-js'
import { sentenceFor } from '../../../words/problem.ts'
import { takeRefusal } from '../refusal.ts'
import { connectionsWords } from '../words.ts'

/** Coming back from a platform: says what came of it, once; a reload does not say it again. */
export function Returned(props: { connections: Connection[] }) {
  const words = connectionsWords
  const query = new URLSearchParams(window.location.search)
  const [asked, channelId] = [query.get('connected'), query.get('channel')]
  const platform = PLATFORMS.find(it => it === asked)
  if (asked !== null) window.history.replaceState(null, '', window.location.pathname)
  const refusal = takeRefusal()
  /** Which one it is goes without saying where there is no other. */
  const channel = () => {
    const beside = props.connections.filter(it => it.platform === platform)
    const it = beside.length > 1 && beside.find(({ id }) => id === channelId)
    return it ? (it.handle ?? it.label) : null
  }
  return (
    <Switch>
      <Match when={refusal}>
        {problem => (
          <div role="alert" class="refused">
            <p class="font-semibold">{words().refused}</p>
            <p>{sentenceFor(problem())}</p>
          </div>
        )}
      </Match>
      <Match when={platform}>
        {it => (
          <output class="confirmed">{words().connected(PLATFORM_NAMES[it()], channel())}</output>
        )}
      </Match>
    </Switch>
  )
}
