import type { Member } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { day } from '../../../../words/format.ts'
import { givable, type TeamState } from '../page.state.ts'
import { RoleOf } from './RoleOf.tsx'

/** Everybody who is in, with their role. */
export function Members(props: { members: Member[]; state: TeamState }) {
  return (
    <Section title="Members" about="Everybody here sees the same videos, channels and figures.">
      <ul class="divide-y divide-stone-200 dark:divide-stone-800">
        <For each={props.members}>{it => <Row member={it} {...props} />}</For>
      </ul>
    </Section>
  )
}

interface RowProps {
  member: Member
  members: Member[]
  state: TeamState
}

function Row(props: RowProps) {
  const it = () => props.member
  const isLastOwner = () =>
    it().role === 'owner' && !props.members.some(other => other !== it() && other.role === 'owner')
  const mayChange = () => givable(props.state.role(), it()).length > 0 && !isLastOwner()
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div class="min-w-0 flex-1 basis-56">
        <p class="font-medium break-words">
          {it().name}
          <Show when={it().isYou}>
            <span class="quiet font-normal"> (you)</span>
          </Show>
        </p>
        <p class="quiet text-sm break-all">{it().email}</p>
        <p class="quiet text-xs">
          Since {day(it().joinedAt)} ·{' '}
          {it().hasSecondFactor ? 'second factor on' : 'no second factor'}
        </p>
      </div>
      <span class="w-20 text-sm font-semibold capitalize">{it().role}</span>
      <div class="flex flex-wrap gap-2">
        <Show when={mayChange()}>
          <RoleOf member={it()} state={props.state} />
        </Show>
        <Show when={mayChange() && !it().isYou}>
          <Remove {...props} />
        </Show>
        <Show when={it().isYou && props.members.length > 1}>
          <Leave state={props.state} />
        </Show>
      </div>
    </li>
  )
}

function Remove(props: RowProps) {
  const name = () => props.member.name
  return (
    <Confirm
      words="Remove"
      about={name()}
      title={`Remove ${name()}?`}
      confirm="Remove"
      work={() => props.state.remove(props.member)}
    >
      <p>
        They see nothing of this workspace any more, and the keys and agents they signed in stop at
        once. What they published stays.
      </p>
    </Confirm>
  )
}

function Leave(props: { state: TeamState }) {
  return (
    <Confirm
      words="Leave"
      title="Leave this workspace?"
      confirm="Leave"
      keep="Stay"
      work={() => props.state.leave()}
    >
      <p>
        You see nothing of it any more, and your keys and agents in it stop at once. To come back
        you need a new invitation.
      </p>
    </Confirm>
  )
}
