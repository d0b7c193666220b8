import { type Connection, PLATFORM_NAMES, PLATFORMS } from '@content/api/contract'
import { Show } from 'solid-js'

/** Coming back from a platform: says that it worked, once; a reload does not say it again. */
export function Connected(props: { connections: Connection[] }) {
  const query = new URLSearchParams(window.location.search)
  const [asked, channelId] = [query.get('connected'), query.get('channel')]
  const platform = PLATFORMS.find(it => it === asked)
  if (asked !== null) window.history.replaceState(null, '', window.location.pathname)
  /** Which one it is goes without saying where there is no other. */
  const where = () => {
    const beside = props.connections.filter(it => it.platform === platform)
    const it = beside.length > 1 && beside.find(({ id }) => id === channelId)
    return it ? ` for ${it.handle ?? it.label}` : ''
  }
  return (
    <Show when={platform}>
      {it => (
        <output class="confirmed">
          {PLATFORM_NAMES[it()]} is connected. Choose below what happens when a video{where()} is
          ready.
        </output>
      )}
    </Show>
  )
}
