import type { SignIn } from '@content/api/contract'
import { createResource, For, Show } from 'solid-js'
import { api } from '../../../../api.ts'
import { useSession } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { instant } from '../../../../words/format.ts'
import { securityWords } from '../words.ts'

const words = () => securityWords().signIns

/** Every browser that is signed in, and the way to end each. */
export function SignIns() {
  const session = useSession()
  const [list, { refetch }] = createResource(() => api.account.session.list.query())
  const end = makeAction(async (sessionId: string) => {
    await api.account.session.end.mutate({ sessionId })
    await refetch()
  })
  const endAll = makeAction(async (withKeys: boolean) => {
    await api.account.session.endAll.mutate({ withKeys })
    await session.reload()
  })
  return (
    <Section title={words().title}>
      <Show when={end.problem() ?? endAll.problem()}>{it => <Refused problem={it()} />}</Show>
      <Loaded of={list}>
        {rows => (
          <ul class="divide-y divide-line">
            <For each={rows()}>
              {row => <Row row={row} isBusy={end.isBusy()} end={() => void end.run(row.id)} />}
            </For>
          </ul>
        )}
      </Loaded>
      <p class="quiet text-sm">{words().about}</p>
      <div class="flex flex-wrap gap-2">
        <button
          type="button"
          class="button-quiet"
          disabled={endAll.isBusy()}
          onClick={() => void endAll.run(false)}
        >
          {words().everywhere}
        </button>
        <button
          type="button"
          class="button-quiet"
          disabled={endAll.isBusy()}
          onClick={() => void endAll.run(true)}
        >
          {words().agentsToo}
        </button>
      </div>
    </Section>
  )
}

function Row(props: { row: SignIn; isBusy: boolean; end: () => void }) {
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 text-sm">
      <div>
        <p class="font-medium">{props.row.browser}</p>
        <p class="quiet">
          {props.row.address} · {words().seen(instant(props.row.lastSeenAt))}
        </p>
      </div>
      <Show
        when={!props.row.isThisOne}
        fallback={<span class="quiet ml-auto text-xs font-semibold">{words().thisOne}</span>}
      >
        <button
          type="button"
          class="button-quiet ml-auto"
          disabled={props.isBusy}
          onClick={() => props.end()}
        >
          {words().signOut}
          <span class="sr-only"> {words().of(props.row.browser)}</span>
        </button>
      </Show>
    </li>
  )
}
