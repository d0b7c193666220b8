import type { Member } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { day } from '../../../../words/format.ts'
import { roleNames } from '../../../../words/role.ts'
import { givable, type TeamState } from '../page.state.ts'
import { teamWords } from '../words.ts'
import { RoleOf } from './RoleOf.tsx'

const words = () => teamWords().members

/** Everybody who is in, with their role. */
export function Members(props: { members: Member[]; state: TeamState }) {
  return (
    <Section title={words().title} about={words().about}>
      <ul class="divide-y divide-line">
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
            <span class="quiet font-normal"> {words().you}</span>
          </Show>
        </p>
        <p class="quiet text-sm break-all">{it().email}</p>
        <p class="quiet text-xs">
          {words().since(day(it().joinedAt))} ·{' '}
          {it().hasSecondFactor ? words().second : words().noSecond}
        </p>
      </div>
      <span class="text-sm font-semibold">{roleNames()[it().role]}</span>
      <div class="flex flex-wrap gap-2 empty:hidden">
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
      words={words().remove}
      about={name()}
      title={words().removeTitle(name())}
      confirm={words().remove}
      work={() => props.state.remove(props.member)}
    >
      <p>{words().removeAbout}</p>
    </Confirm>
  )
}

function Leave(props: { state: TeamState }) {
  return (
    <Confirm
      words={words().leave}
      title={words().leaveTitle}
      confirm={words().leave}
      keep={words().stay}
      work={() => props.state.leave()}
    >
      <p>{words().leaveAbout}</p>
    </Confirm>
  )
}
