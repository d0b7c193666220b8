import { Show } from 'solid-js'
import { Field } from '../../../ui/form/Field.tsx'
import { onSubmit } from '../../../ui/form/form.ts'
import { NewPassword } from '../../../ui/form/NewPassword.tsx'
import { CodeField } from '../../../ui/form/Proof.tsx'
import { Refused } from '../../../ui/state/Refused.tsx'
import type { SignInState } from '../page.state.ts'
import { signInWords } from '../words.ts'

/** Signs in or up. An invitation names the address itself. */
export function SignInForm(props: { state: SignInState; email?: string }) {
  return (
    <Show when={!props.state.needsCode()} fallback={<Code state={props.state} />}>
      <form
        class="space-y-4"
        onSubmit={onSubmit(props.state.enter)}
        aria-busy={props.state.isBusy()}
      >
        <Field
          label={signInWords().email}
          name="email"
          type="email"
          autocomplete="username"
          value={props.email ?? ''}
          readOnly={props.email !== undefined}
          required
        />
        <Show
          when={props.state.isNew()}
          fallback={
            <Field
              label={signInWords().password}
              name="password"
              type="password"
              autocomplete="current-password"
              required
            />
          }
        >
          <NewPassword label={signInWords().password} />
        </Show>
        <Show when={props.state.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <button type="submit" class="button w-full" disabled={props.state.isBusy()}>
          {props.state.isNew() ? signInWords().signUp : signInWords().signIn}
        </button>
        <div class="flex flex-wrap justify-between gap-2 text-sm">
          <button type="button" class="quiet underline" onClick={props.state.toggle}>
            {props.state.isNew() ? signInWords().have : signInWords().isNew}
          </button>
          <a class="quiet underline" href="/reset">
            {signInWords().forgot}
          </a>
        </div>
      </form>
    </Show>
  )
}

function Code(props: { state: SignInState }) {
  return (
    <form class="space-y-4" onSubmit={onSubmit(props.state.prove)} aria-busy={props.state.isBusy()}>
      <CodeField />
      <Show when={props.state.problem()}>{problem => <Refused problem={problem()} />}</Show>
      <button type="submit" class="button w-full" disabled={props.state.isBusy()}>
        {signInWords().signIn}
      </button>
      <button type="button" class="quiet text-sm underline" onClick={props.state.startAgain}>
        {signInWords().asElse}
      </button>
    </form>
  )
}
