import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { agentCommands } from '../../../ui/agent-commands.ts'
import { Empty } from '../../../ui/state/Empty.tsx'
import { words } from '../words.ts'

/** No video yet: what to do next. */
export function EmptyVideos(props: { isConnected: boolean }) {
  const say = () => words().empty
  return (
    <Empty title={props.isConnected ? say().drop : say().connect}>
      <p>
        {props.isConnected ? say().start : say().connectAt} {say().watches}
      </p>
      <Show when={!props.isConnected}>
        <A class="button" href="/connections">
          {say().connections}
        </A>
      </Show>
      <pre class="mx-auto w-fit max-w-full whitespace-pre-wrap break-words rounded-lg bg-raised px-4 py-3 text-start text-sm">
        {agentCommands()}
      </pre>
    </Empty>
  )
}
