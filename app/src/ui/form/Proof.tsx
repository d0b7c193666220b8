import { Show } from 'solid-js'
import { useMe } from '../../session.tsx'
import { Field } from './Field.tsx'
import type { Text } from './form.ts'
import { formWords } from './words.ts'

/** Shows once more who somebody is, before anything that matters. */
export function ProofFields() {
  const me = useMe()
  return (
    <>
      <Field
        label={formWords().yourPassword}
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      <Show when={me().user?.hasSecondFactor}>
        <CodeField />
      </Show>
    </>
  )
}

export function CodeField(props: { hint?: string }) {
  return (
    <Field
      label={formWords().code}
      hint={props.hint ?? formWords().codeHint}
      name="code"
      autocomplete="one-time-code"
      spellcheck={false}
      minlength={6}
      maxlength={40}
      required
    />
  )
}

/** What the fields above hold, as the server takes it. */
export function proofIn(text: Text) {
  const code = text('code')
  return { password: text('password'), ...(code && { secondFactor: code }) }
}
