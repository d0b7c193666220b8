import { Show } from 'solid-js'
import { useSession } from '../../session.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { useTitle } from '../../ui/title.ts'
import { makeSignIn } from './page.state.ts'

/** The door: e-mail and password. */
export function Page() {
  useTitle('Sign in')
  const session = useSession()
  const state = makeSignIn(() => void session.reload())
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void state.submit(String(form.get('email')), String(form.get('password')))
  }
  return (
    <main class="grid min-h-screen place-items-center p-4">
      <form class="card w-full max-w-sm space-y-4" onSubmit={submit} aria-busy={state.isBusy()}>
        <img src="/icon.svg" alt="" class="size-10" />
        <h1 class="text-2xl font-bold tracking-tight">
          {state.isNew() ? 'Create your workspace' : 'Welcome back'}
        </h1>
        <p class="quiet text-sm">Drop a video in a folder. See it live on three platforms.</p>
        <label class="block text-sm font-medium">
          E-mail
          <input class="field mt-1" name="email" type="email" autocomplete="username" required />
        </label>
        <label class="block text-sm font-medium">
          Password
          <input
            class="field mt-1"
            name="password"
            type="password"
            minlength={state.isNew() ? 8 : 1}
            autocomplete={state.isNew() ? 'new-password' : 'current-password'}
            aria-describedby={state.isNew() ? 'password-rule' : undefined}
            required
          />
        </label>
        <Show when={state.isNew()}>
          <p id="password-rule" class="quiet -mt-3 text-xs">
            At least 8 characters.
          </p>
        </Show>
        <Show when={state.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <button type="submit" class="button w-full" disabled={state.isBusy()}>
          {state.isNew() ? 'Sign up' : 'Sign in'}
        </button>
        <button type="button" class="quiet w-full text-sm underline" onClick={state.toggle}>
          {state.isNew() ? 'I already have an account' : 'I am new here'}
        </button>
      </form>
    </main>
  )
}
