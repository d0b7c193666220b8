import { type Member, Role, reaches } from '@content/api/contract'
import { createResource, For, Show } from 'solid-js'
import { api } from '../../../api.ts'
import { useMe } from '../../../session.tsx'
import { makeAction } from '../../../ui/action.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Outcome } from '../../../ui/Outcome.tsx'
import { Section } from '../../../ui/Section.tsx'
import { sure } from '../../../ui/sure.ts'
import { instant } from '../../../words/format.ts'
import { ROLE_WORDS } from '../../../words/role.ts'

/** Everybody in the workspace; admins change what they may do. */
export function Members(props: { isAdmin: boolean }) {
  const [members, { refetch }] = createResource(() => api.workspace.member.list.query())
  const change = makeAction(async (work: () => Promise<unknown>) => {
    try {
      await work()
    } finally {
      await refetch()
    }
  })
  const leave = makeAction(async () => {
    await api.workspace.member.leave.mutate()
    window.location.assign('/')
  })
  return (
    <Section title="Members" about="Everybody here sees the same videos, channels and figures.">
      <Outcome action={change} done="Done." />
      <Outcome action={leave} done="You left." />
      <Loaded of={members}>
        {rows => (
          <ul class="divide-y divide-stone-200 dark:divide-stone-800">
            <For each={rows()}>
              {row => (
                <Row
                  row={row}
                  isAdmin={props.isAdmin}
                  isBusy={change.isBusy() || leave.isBusy()}
                  change={work => void change.run(work)}
                  leave={() => void leave.run()}
                />
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </Section>
  )
}

interface RowProps {
  row: Member
  isAdmin: boolean
  isBusy: boolean
  change: (work: () => Promise<unknown>) => void
  leave: () => void
}

function Row(props: RowProps) {
  const me = useMe()
  const mine = () => me().user?.role ?? 'viewer'
  // Only an owner makes owners, or unmakes them.
  const mayChange = () =>
    props.isAdmin && (mine() === 'owner' || props.row.role !== 'owner') && !props.row.isYou
  const roles = () => Role.options.filter(role => reaches(mine(), role))
  const { personId } = props.row
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 text-sm">
      <div class="min-w-0">
        <p class="truncate font-medium">
          {props.row.name} {props.row.isYou && <span class="quiet">(you)</span>}
        </p>
        <p class="quiet truncate">
          {props.row.email} · since {instant(props.row.joinedAt)}
          {props.row.hasSecondFactor && ' · with a second step'}
        </p>
      </div>
      <div class="ml-auto flex items-center gap-2">
        <Show
          when={mayChange()}
          fallback={
            <span class="quiet" title={`May ${ROLE_WORDS[props.row.role]}`}>
              {props.row.role}
            </span>
          }
        >
          <select
            class="field py-1 text-sm"
            aria-label={`Role of ${props.row.name}`}
            disabled={props.isBusy}
            onChange={event => {
              const role = Role.parse(event.currentTarget.value)
              props.change(() => api.workspace.member.changeRole.mutate({ personId, role }))
            }}
          >
            <For each={roles()}>
              {role => (
                <option value={role} selected={role === props.row.role}>
                  {role}
                </option>
              )}
            </For>
          </select>
          <button
            type="button"
            class="button-quiet"
            disabled={props.isBusy}
            onClick={() =>
              sure(`Remove ${props.row.name} from the workspace? Their devices stop at once.`) &&
              props.change(() => api.workspace.member.remove.mutate({ personId }))
            }
          >
            Remove<span class="sr-only"> {props.row.name}</span>
          </button>
        </Show>
        <Show when={props.row.isYou}>
          <button
            type="button"
            class="button-quiet"
            disabled={props.isBusy}
            onClick={() =>
              sure('Leave this workspace? Your devices stop publishing here.') && props.leave()
            }
          >
            Leave
          </button>
        </Show>
      </div>
    </li>
  )
}
