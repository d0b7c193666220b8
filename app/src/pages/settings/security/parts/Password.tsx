import { api } from '../../../../api.ts'
import { makeAction } from '../../../../ui/form/action.ts'
import { onSubmit } from '../../../../ui/form/form.ts'
import { NewPassword } from '../../../../ui/form/NewPassword.tsx'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { securityWords } from '../words.ts'

/** A new password signs every other browser out. */
export function Password() {
  const words = () => securityWords().password
  const change = makeAction(api.account.password.change.mutate)
  const submit = onSubmit(text =>
    change.run({ ...proofIn(text), newPassword: text('newPassword') }),
  )
  return (
    <Section title={words().title} about={words().about}>
      <details>
        <summary class="cursor-pointer text-sm font-medium">{words().change}</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
          <ProofFields />
          <NewPassword label={words().label} />
          <Outcome action={change} done={words().done} />
          <button type="submit" class="button" disabled={change.isBusy()}>
            {words().run}
          </button>
        </form>
      </details>
    </Section>
  )
}
