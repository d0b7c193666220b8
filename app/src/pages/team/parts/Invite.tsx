import { InvitedRole, reaches } from '@content/api/contract'
import { createSignal, Show } from 'solid-js'
import { makeAction } from '../../../ui/action.ts'
import { Field } from '../../../ui/Field.tsx'
import { onSubmit } from '../../../ui/form.ts'
import { Refused } from '../../../ui/Refused.tsx'
import { Section } from '../../../ui/Section.tsx'
import type { TeamState } from '../page.state.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** Asks somebody in by mail. */
export function Invite(props: { state: TeamState }) {
  const [role, setRole] = createSignal<InvitedRole>('editor')
  const sending = makeAction((email: string) => props.state.invite({ email, role: role() }))
  const roles = () => InvitedRole.options.filter(it => reaches(props.state.role(), it))
  return (
    <Section title="Invite somebody" about="They get a link by mail, good for seven days.">
      <form class="space-y-4" onSubmit={onSubmit(text => sending.run(text('email')))}>
        <Field label="Their e-mail address" name="email" type="email" autocomplete="off" required />
        <RoleChoice
          legend="What they may do"
          roles={roles()}
          chosen={role()}
          choose={it => setRole(InvitedRole.parse(it))}
        />
        <Show when={sending.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <button type="submit" class="button" disabled={sending.isBusy()}>
          Send the invitation
        </button>
      </form>
    </Section>
  )
}
