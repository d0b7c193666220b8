import { createSignal, Show } from 'solid-js'
import { readAccount } from '../account.ts'
import { act, openUrl, said } from '../act.ts'
import { agent } from '../door.ts'
import { words } from '../words.ts'

type Code = Awaited<ReturnType<typeof agent.signIn.begin.mutate>>

/** The first run: this computer is let in. */
export function Welcome(props: { dashboard: string }) {
  const say = words.welcome
  return (
    <main class="mx-auto grid min-h-dvh max-w-md content-center gap-4 p-6">
      <div class="text-center">
        <h1 class="text-2xl font-semibold">{say.title}</h1>
        <p class="quiet mt-1 text-sm">{say.about}</p>
      </div>
      <ByCode />
      <p class="quiet text-center text-sm">{say.or}</p>
      <ByPassword />
      <div role="status" class="text-sm text-us empty:hidden">
        {said()?.text}
      </div>
      <p class="text-center text-sm">
        <button type="button" class="underline" onClick={() => openUrl(props.dashboard)}>
          {say.isNew}
        </button>
      </p>
      <p class="quiet text-center text-xs">{say.server(props.dashboard)}</p>
    </main>
  )
}

function ByCode() {
  const say = words.welcome
  const [code, setCode] = createSignal<Code | null>(null)
  const begin = () => act(async () => setCode(await agent.signIn.begin.mutate()))
  const cancel = () => {
    setCode(null)
    void act(() => agent.signIn.cancel.mutate())
  }
  return (
    <section class="card text-center">
      <Show
        when={code()}
        fallback={
          <button type="button" class="button w-full" onClick={begin}>
            {say.byCode}
          </button>
        }
      >
        {it => (
          <>
            <p class="font-mono text-2xl font-semibold tracking-widest">{it().userCode}</p>
            <p class="quiet mt-2 text-sm">{say.byCodeHow}</p>
            <p class="mt-1 text-sm break-all">{it().verificationUri}</p>
            <div class="mt-3 flex justify-center gap-2">
              <button
                type="button"
                class="button"
                onClick={() => openUrl(it().verificationUriComplete)}
              >
                {say.openPage}
              </button>
              <button type="button" class="button-quiet" onClick={cancel}>
                {say.cancel}
              </button>
            </div>
            <p class="quiet mt-3 text-sm" role="status">
              {say.waiting}
            </p>
          </>
        )}
      </Show>
    </section>
  )
}

function ByPassword() {
  const say = words.welcome
  const [isBusy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '')
    setBusy(true)
    const isIn = await act(() =>
      agent.signIn.withPassword.mutate({
        ...{ email: text('email'), password: text('password') },
        ...(text('code') && { secondFactor: text('code') }),
      }),
    )
    setBusy(false)
    if (isIn) await readAccount()
  }
  return (
    <form class="card grid gap-3 text-sm" onSubmit={submit}>
      <h2 class="font-semibold">{say.byPassword}</h2>
      <label>
        {say.email}
        <input class="field mt-1" name="email" type="email" autocomplete="username" required />
      </label>
      <label>
        {say.password}
        <input
          class="field mt-1"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
      </label>
      <label>
        {say.code}
        <input class="field mt-1" name="code" autocomplete="one-time-code" />
      </label>
      <button type="submit" class="button" disabled={isBusy()}>
        {say.signIn}
      </button>
    </form>
  )
}
