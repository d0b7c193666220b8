import { createSignal, onCleanup, Show } from 'solid-js'
import { readAccount } from '../../account.ts'
import { act, openUrl } from '../../act.ts'
import { agent } from '../../door.ts'
import { inOwnWords, sentenceOf } from '../../faults/sentence.ts'
import { words } from '../../words.ts'

const LOOK_MS = 1500

type Code = Awaited<ReturnType<typeof agent.signIn.begin.mutate>>

/** This computer is let in: by a code that is confirmed in a browser, or by e-mail. */
export function SignIn(props: { dashboard: string; reason: string | null }) {
  const say = words.welcome
  return (
    <section class="mx-auto grid w-full max-w-md gap-4">
      <div class="text-center">
        <h1 class="text-2xl font-semibold">{say.title}</h1>
        <p class="quiet mt-1 text-sm">{say.about}</p>
      </div>
      <Show when={props.reason}>{text => <p class="note text-you">{text()}</p>}</Show>
      <ByCode />
      <p class="quiet text-center text-sm">{say.or}</p>
      <ByPassword />
      <p class="text-center text-sm">
        <button type="button" class="underline" onClick={() => openUrl(props.dashboard)}>
          {say.isNew}
        </button>
      </p>
      <p class="quiet text-center text-xs">{say.server(props.dashboard)}</p>
    </section>
  )
}

function ByCode() {
  const say = words.welcome
  const [code, setCode] = createSignal<Code | null>(null)
  const [reason, setReason] = createSignal<string | null>(null)
  const begin = () => {
    setReason(null)
    return act(async () => setCode(await agent.signIn.begin.mutate()))
  }
  // A code that was refused or grew too old is not waited for any longer.
  const timer = setInterval(async () => {
    if (!code()) return
    const now = await agent.signIn.state.query().catch(() => null)
    if (!now || now.code) return
    setReason(now.reason && inOwnWords(now.reason))
    setCode(null)
    void readAccount()
  }, LOOK_MS)
  onCleanup(() => clearInterval(timer))
  const cancel = () => {
    setCode(null)
    void act(() => agent.signIn.cancel.mutate())
  }
  return (
    <section class="card text-center">
      <Show
        when={code()}
        fallback={
          <>
            <button type="button" class="button w-full" onClick={begin}>
              {say.byCode}
            </button>
            <p class="quiet mt-2 text-sm">{say.byCodeWhy}</p>
            <Show when={reason()}>
              {text => (
                <p class="mt-2 text-sm text-you" role="alert">
                  {text()}
                </p>
              )}
            </Show>
          </>
        }
      >
        {it => (
          <>
            <p class="font-mono text-2xl font-semibold tracking-widest">{it().userCode}</p>
            <p class="quiet mt-2 text-sm">{say.byCodeHow}</p>
            <p class="mt-1 text-sm [overflow-wrap:anywhere]">{it().verificationUri}</p>
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
  const [reason, setReason] = createSignal<string | null>(null)
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '')
    setBusy(true)
    setReason(null)
    try {
      await agent.signIn.withPassword.mutate({
        ...{ email: text('email'), password: text('password') },
        ...(text('code') && { secondFactor: text('code') }),
      })
      await readAccount()
    } catch (error) {
      setReason(sentenceOf(error))
    }
    setBusy(false)
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
      <details>
        <summary class="quiet">{say.hasCode}</summary>
        <label class="mt-2 block">
          {say.code}
          <input class="field mt-1" name="code" autocomplete="one-time-code" />
        </label>
      </details>
      <Show when={reason()}>
        {text => (
          <p class="text-us" role="alert">
            {text()}
          </p>
        )}
      </Show>
      <button type="submit" class="button" disabled={isBusy()}>
        {say.signIn}
      </button>
    </form>
  )
}
