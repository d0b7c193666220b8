import { PLATFORM_NAMES, PLATFORMS } from '@content/api/contract'
import { Show } from 'solid-js'

/** Coming back from a platform: says that it worked, once; a reload does not say it again. */
export function Connected() {
  const asked = new URLSearchParams(window.location.search).get('connected')
  const platform = PLATFORMS.find(it => it === asked)
  if (asked !== null) window.history.replaceState(null, '', window.location.pathname)
  return (
    <Show when={platform}>
      {it => (
        <output class="confirmed">
          {PLATFORM_NAMES[it()]} is connected. Choose below what happens when a video is ready.
        </output>
      )}
    </Show>
  )
}
