import { INVITATION_DAYS, INVITED_ROLES, type InvitedRole, reaches } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import type { TeamState } from '../page.state.ts'
import { teamWords } from '../words.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** Asks somebody in by mail. */
export function Invite(props: { state: TeamState }) {
  const words = () => teamWords().invite
  const [role, setRole] = createSignal<InvitedRole>('editor')
  const [email, setEmail] = createSignal('')
  const sending = makeAction(async () => {
    await props.state.invite({ email: email(), role: role() })
    setEmail('')
  })
  const roles = () => INVITED_ROLES.filter(it => reaches(props.state.role(), it))
  return (
    <Section title={words().title} about={words().about(INVITATION_DAYS)}>
      <form class="max-w-sm space-y-4" onSubmit={onSubmit(() => sending.run().then(() => false))}>
        <Field
          label={words().email}
          name="email"
          type="email"
          autocomplete="off"
          value={email()}
          onInput={event => setEmail(event.currentTarget.value)}
          required
        />
        <RoleChoice
          legend={words().may}
          roles={roles()}
          chosen={role()}
          choose={it => setRole(current => roles().find(role => role === it) ?? current)}
        />
        <Outcome action={sending} done={words().done} />
        <button type="submit" class="button" disabled={sending.isBusy()}>
          {words().run}
        </button>
      </form>
    </Section>
  )
}
