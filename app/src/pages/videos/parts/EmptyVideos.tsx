import { A } from '@solidjs/router'
import { Show } from 'solid-js'

/** Where an agent looks for its server unless it is told otherwise. */
const USUAL_SERVER = 'http://localhost:8787'

const commands = () => {
  const { origin } = window.location
  const server = origin === USUAL_SERVER ? [] : [`content config backend_api_url ${origin}`]
  return [...server, 'content login', 'content watch'].join('\n')
}

/** No video yet: what to do next. */
export function EmptyVideos(props: { isConnected: boolean }) {
  return (
    <li class="card text-center">
      <p class="text-lg font-semibold">
        {props.isConnected ? 'Drop a video into your folder' : 'Connect a channel first'}
      </p>
      <p class="quiet mx-auto mt-2 max-w-md text-sm">
        <Show when={!props.isConnected} fallback="Start">
          Do so under{' '}
          <A class="underline" href="/connections">
            Connections
          </A>
          . Then start
        </Show>{' '}
        the agent on the computer where your videos are. It watches a folder and publishes what
        lands there.
      </p>
      <pre class="mx-auto mt-4 w-fit max-w-full overflow-x-auto rounded-lg bg-stone-100 px-4 py-3 text-left text-sm dark:bg-stone-800">
        {commands()}
      </pre>
    </li>
  )
}
