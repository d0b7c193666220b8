import { api } from '../../../../api.ts'
import { makeAction } from '../../../../ui/form/action.ts'
import { onSubmit } from '../../../../ui/form/form.ts'
import { NewPassword } from '../../../../ui/form/NewPassword.tsx'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'

/** A new password signs every other browser out. */
export function Password() {
  const change = makeAction(api.account.password.change.mutate)
  const submit = onSubmit(text =>
    change.run({ ...proofIn(text), newPassword: text('newPassword') }),
  )
  return (
    <Section title="Password" about="A new one signs you out of every other browser.">
      <details>
        <summary class="cursor-pointer text-sm font-medium">Change the password</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
          <ProofFields />
          <NewPassword label="New password" />
          <Outcome action={change} done="Your password is changed." />
          <button type="submit" class="button" disabled={change.isBusy()}>
            Change it
          </button>
        </form>
      </details>
    </Section>
  )
}
