import { INVITATION_DAYS, InvitedRole, reaches } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import type { TeamState } from '../page.state.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** Asks somebody in by mail. */
export function Invite(props: { state: TeamState }) {
  const [role, setRole] = createSignal<InvitedRole>('editor')
  const [email, setEmail] = createSignal('')
  const sending = makeAction(async () => {
    await props.state.invite({ email: email(), role: role() })
    setEmail('')
  })
  const roles = () => InvitedRole.options.filter(it => reaches(props.state.role(), it))
  return (
    <Section
      title="Invite"
      about={`They get a mail with a link that is good for ${INVITATION_DAYS} days.`}
    >
      <form class="space-y-4" onSubmit={onSubmit(() => sending.run().then(() => false))}>
        <Field
          label="E-mail"
          name="email"
          type="email"
          autocomplete="off"
          value={email()}
          onInput={event => setEmail(event.currentTarget.value)}
          required
        />
        <RoleChoice
          legend="What they may do"
          roles={roles()}
          chosen={role()}
          choose={it => setRole(InvitedRole.parse(it))}
        />
        <Outcome action={sending} done="The invitation is on its way." />
        <button type="submit" class="button" disabled={sending.isBusy()}>
          Invite
        </button>
      </form>
    </Section>
  )
}
