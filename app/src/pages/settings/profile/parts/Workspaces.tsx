import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../../../../api.ts'
import { makeAction } from '../../../../ui/form/action.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Query } from '../../../../ui/state/Query.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { roleNames } from '../../../../words/role.ts'
import { profileWords } from '../words.ts'

/** Every workspace somebody belongs to, with their role, and the way into it. */
export function Workspaces() {
  const words = () => profileWords().workspaces
  const mine = useQuery(() => ({
    queryKey: ['workspace', 'mine'],
    queryFn: () => api.workspace.mine.query(),
  }))
  const enter = makeAction(async (workspaceId: string) => {
    await api.workspace.enter.mutate({ workspaceId })
    // Everything on every page belongs to the one workspace or to the other.
    window.location.assign('/')
  })
  return (
    <Section title={words().title} about={words().about}>
      <Show when={enter.problem()}>{problem => <Refused problem={problem()} />}</Show>
      <Query of={mine} loading={words().title}>
        {rows => (
          <ul class="divide-y divide-line">
            <For each={rows()}>
              {row => (
                <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 text-sm first:pt-0 last:pb-0">
                  <div class="min-w-0 flex-1">
                    <p class="font-medium break-words">{row.name}</p>
                    <p class="quiet">{roleNames()[row.role]}</p>
                  </div>
                  <Show
                    when={!row.isCurrent}
                    fallback={<span class="quiet text-xs font-semibold">{words().current}</span>}
                  >
                    <button
                      type="button"
                      class="button-quiet"
                      disabled={enter.isBusy()}
                      onClick={() => void enter.run(row.id)}
                    >
                      {words().enter}
                      <span class="sr-only"> {row.name}</span>
                    </button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Query>
    </Section>
  )
}
