import { Field } from './Field.tsx'

/** Where a password is chosen; the server says what it refuses. */
export function NewPassword(props: { label: string }) {
  return (
    <Field
      label={props.label}
      hint="At least 8 characters. Long is good; digits and signs are not asked for."
      name="newPassword"
      type="password"
      autocomplete="new-password"
      minlength={8}
      maxlength={1000}
      required
    />
  )
}
