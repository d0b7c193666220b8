import { createResource, For, Show } from 'solid-js'
import { account, member } from '../../account.ts'
import { agent } from '../../door.ts'
import { askToQuit } from '../../native/QuitQuestion.tsx'
import { askUpdate, update } from '../../updates.ts'
import { words } from '../../words.ts'
import { Group } from './fields.tsx'

/** What this is, whose it is, and where it keeps what it knows. */
export function About() {
  const say = words.settings
  const [version] = createResource(() => agent.version.query())
  const [home] = createResource(() => agent.home.query())
  const rows = () => [
    [say.about.version, version.latest],
    [say.about.server, account()?.dashboard],
    [say.about.account, member()?.email],
    [say.about.workspace, member()?.workspace],
    [say.about.plan, member()?.plan],
    [say.about.data, home.latest],
    [say.about.licence, say.about.mit],
  ]
  return (
    <Group title={say.groups.about}>
      <dl class="grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_1fr]">
        <For each={rows().filter(([, value]) => value)}>
          {([name, value]) => (
            <>
              <dt class="quiet">{name}</dt>
              <dd class="[overflow-wrap:anywhere]">{value}</dd>
            </>
          )}
        </For>
      </dl>
      <Updates />
      <div class="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
        <p class="quiet">{say.quitWhy}</p>
        <button type="button" class="button-quiet" onClick={askToQuit}>
          {say.quit}
        </button>
      </div>
    </Group>
  )
}

/** Where newer versions come from; asked for now where the agent brings them itself. */
function Updates() {
  const say = words.update
  const elsewhere = () => {
    const it = update()
    return it?.kind === 'elsewhere' ? it.by : null
  }
  return (
    <Show
      when={elsewhere()}
      fallback={
        <p>
          <button type="button" class="button-quiet" onClick={() => void askUpdate()}>
            {say.ask}
          </button>
        </p>
      }
    >
      {by => <p class="quiet">{say.elsewhere[by()]}</p>}
    </Show>
  )
}
