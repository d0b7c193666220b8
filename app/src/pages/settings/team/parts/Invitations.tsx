import type { Invitation } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { day } from '../../../../words/format.ts'
import { roleNames } from '../../../../words/role.ts'
import type { TeamState } from '../page.state.ts'
import { teamWords } from '../words.ts'

const words = () => teamWords().open

/** Who was asked in and has not come yet. */
export function Invitations(props: { invitations: Invitation[]; state: TeamState }) {
  return (
    <Section title={words().title}>
      <ul class="divide-y divide-line">
        <For each={props.invitations} fallback={<li class="quiet text-sm">{words().none}</li>}>
          {it => <Row invitation={it} state={props.state} />}
        </For>
      </ul>
    </Section>
  )
}

function Row(props: { invitation: Invitation; state: TeamState }) {
  const it = () => props.invitation
  const resending = makeAction(() => props.state.resend(it()))
  const withdrawing = makeAction(() => props.state.withdraw(it()))
  const isBusy = () => resending.isBusy() || withdrawing.isBusy()
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div class="min-w-0 flex-1 basis-56 text-sm">
        <p class="font-medium break-all">{it().email}</p>
        <p class="quiet">
          {(it().isExpired ? words().expired : words().until)(day(it().expiresAt))}
          <Show when={it().invitedBy}>{name => <> · {words().by(name())}</>}</Show>
        </p>
      </div>
      <span class="w-20 text-sm font-semibold">{roleNames()[it().role]}</span>
      <div class="flex flex-wrap gap-2">
        <button
          type="button"
          class="button-quiet"
          disabled={isBusy()}
          onClick={() => void resending.run()}
        >
          {words().again}
          <span class="sr-only"> {words().to(it().email)}</span>
        </button>
        <button
          type="button"
          class="button-quiet"
          disabled={isBusy()}
          onClick={() => void withdrawing.run()}
        >
          {words().back}
          <span class="sr-only"> {words().from(it().email)}</span>
        </button>
      </div>
      <Show when={resending.problem() ?? withdrawing.problem()}>
        {problem => <Refused problem={problem()} class="w-full" />}
      </Show>
    </li>
  )
}
