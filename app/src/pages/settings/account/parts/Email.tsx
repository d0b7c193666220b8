import { api } from '../../../../api.ts'
import { useMe } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'

/** The address that signs in; a new one counts once its owner opened the link sent there. */
export function Email() {
  const me = useMe()
  const change = makeAction(api.account.email.change.mutate)
  const submit = onSubmit(text => change.run({ email: text('email'), ...proofIn(text) }))
  return (
    <Section title="E-mail" about={`You sign in with ${me().user?.email}.`}>
      <details>
        <summary class="cursor-pointer text-sm font-medium">Change the address</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
          <Field label="New e-mail" name="email" type="email" autocomplete="email" required />
          <ProofFields />
          <Outcome
            action={change}
            done="We sent a link to the new address. It counts from the moment you open it."
          />
          <button type="submit" class="button" disabled={change.isBusy()}>
            Send the link
          </button>
        </form>
      </details>
    </Section>
  )
}
