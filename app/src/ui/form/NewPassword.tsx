import { Field } from './Field.tsx'
import { formWords } from './words.ts'

/** Where a password is chosen; the server says what it refuses. */
export function NewPassword(props: { label: string }) {
  return (
    <Field
      label={props.label}
      hint={formWords().passwordHint}
      name="newPassword"
      type="password"
      autocomplete="new-password"
      minlength={8}
      maxlength={1000}
      required
    />
  )
}
