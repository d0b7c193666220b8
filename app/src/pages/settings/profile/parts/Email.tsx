import { api } from '../../../../api.ts'
import { useMe } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { profileWords } from '../words.ts'

/** The address that signs in; a new one counts once its owner opened the link sent there. */
export function Email() {
  const me = useMe()
  const words = () => profileWords().email
  const change = makeAction(api.account.email.change.mutate)
  const submit = onSubmit(text => change.run({ email: text('email'), ...proofIn(text) }))
  return (
    <Section title={words().title} about={words().about(me().user?.email ?? '')}>
      <details>
        <summary class="cursor-pointer text-sm font-medium">{words().change}</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
          <Field label={words().label} name="email" type="email" autocomplete="email" required />
          <ProofFields />
          <Outcome action={change} done={words().done} />
          <button type="submit" class="button" disabled={change.isBusy()}>
            {words().send}
          </button>
        </form>
      </details>
    </Section>
  )
}
