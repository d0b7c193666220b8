import type { PasswordReset } from '@content/api/contract'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { api } from '../../api.ts'
import { makeAction } from '../../ui/form/action.ts'
import { Field } from '../../ui/form/Field.tsx'
import { onSubmit } from '../../ui/form/form.ts'
import { NewPassword } from '../../ui/form/NewPassword.tsx'
import { useSecret } from '../../ui/secret.ts'
import { SignedOutPage } from '../../ui/shell/SignedOutPage.tsx'
import { Refused } from '../../ui/state/Refused.tsx'
import { instant } from '../../words/format.ts'
import { signInWords } from '../sign-in/words.ts'

/** Asks for a mail with a link, and takes the new password where that link leads to. */
export function Page() {
  const secret = useSecret()
  const [done, setDone] = createSignal<PasswordReset | null>(null)
  return (
    <SignedOutPage title={secret() ? signInWords().reset.choose : signInWords().reset.forgot}>
      <Switch>
        <Match when={done()}>{reset => <Done reset={reset()} />}</Match>
        <Match when={secret()}>{it => <Choose secret={it()} done={setDone} />}</Match>
        <Match when={!secret()}>
          <Ask />
        </Match>
      </Switch>
    </SignedOutPage>
  )
}

function Ask() {
  const ask = makeAction((email: string) => api.account.password.forgot.mutate({ email }))
  return (
    <form class="space-y-4" onSubmit={onSubmit(text => ask.run(text('email')))}>
      <p class="quiet text-sm">{signInWords().reset.about}</p>
      <Field
        label={signInWords().email}
        name="email"
        type="email"
        autocomplete="username"
        required
      />
      <Show when={ask.problem()}>{problem => <Refused problem={problem()} />}</Show>
      <output aria-live="polite" class={ask.isDone() ? 'confirmed' : ''}>
        {ask.isDone() && signInWords().reset.sent}
      </output>
      <button type="submit" class="button w-full" disabled={ask.isBusy()}>
        {signInWords().reset.send}
      </button>
      <a class="quiet text-sm underline" href="/">
        {signInWords().reset.back}
      </a>
    </form>
  )
}

function Choose(props: { secret: string; done: (reset: PasswordReset) => void }) {
  const choose = makeAction((password: string) =>
    api.account.password.reset.mutate({ secret: props.secret, password }),
  )
  const submit = onSubmit(async text => {
    const done = await choose.run(text('newPassword'))
    if (done) props.done(done.result)
  })
  return (
    <form class="space-y-4" onSubmit={submit}>
      <NewPassword label={signInWords().newPassword} />
      <Show when={choose.problem()}>{problem => <Refused problem={problem()} />}</Show>
      <button type="submit" class="button w-full" disabled={choose.isBusy()}>
        {signInWords().reset.set}
      </button>
      <a class="quiet text-sm underline" href="/reset" rel="external">
        {signInWords().reset.another}
      </a>
    </form>
  )
}

function Done(props: { reset: PasswordReset }) {
  return (
    <div class="space-y-4 text-sm" role="status">
      <p class="confirmed">{signInWords().reset.done}</p>
      <Show when={props.reset.keys.length > 0}>
        <p>
          {signInWords().reset.agents} <code>content login</code>
        </p>
        <ul class="list-disc pl-5">
          <For each={props.reset.keys}>
            {key => (
              <li>
                {key.device}
                <span class="quiet">
                  {key.lastUsedAt
                    ? signInWords().reset.seen(instant(key.lastUsedAt))
                    : signInWords().reset.never}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <a class="button w-full" href="/">
        {signInWords().signIn}
      </a>
    </div>
  )
}
