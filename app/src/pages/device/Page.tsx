import type { DeviceAsking } from '@content/api/contract'
import { createEffect, createSignal, Match, Show, Switch, untrack } from 'solid-js'
import { api } from '../../api.ts'
import { useMe } from '../../session.tsx'
import { makeAction } from '../../ui/form/action.ts'
import { Field } from '../../ui/form/Field.tsx'
import { onSubmit, type Text } from '../../ui/form/form.ts'
import { ProofFields, proofIn } from '../../ui/form/Proof.tsx'
import { useSecret } from '../../ui/secret.ts'
import { useTitle } from '../../ui/shell/title.ts'
import { Refused } from '../../ui/state/Refused.tsx'
import { instant } from '../../words/format.ts'

interface Asking extends DeviceAsking {
  userCode: string
}

/** Lets an agent in that shows a code (RFC 8628, section 3.3). */
export function Page() {
  useTitle('Sign in a device')
  const shown = useSecret()
  const [asking, setAsking] = createSignal<Asking | null>(null)
  const [decided, setDecided] = createSignal<string | null>(null)
  const look = makeAction(async (userCode: string) => {
    setAsking({ ...(await api.device.login.look.mutate({ userCode })), userCode })
  })
  createEffect(() => {
    const userCode = shown()
    if (userCode) void untrack(() => look.run(userCode))
  })
  return (
    <section class="card mx-auto max-w-md space-y-4" aria-live="polite">
      <h1 class="text-2xl font-bold tracking-tight">Sign in a device</h1>
      <Switch>
        <Match when={decided()}>{words => <p class="confirmed">{words()}</p>}</Match>
        <Match when={asking()}>
          {it => <Decide asking={it()} decided={setDecided} back={() => setAsking(null)} />}
        </Match>
        <Match when={!asking()}>
          <form class="space-y-4" onSubmit={onSubmit(text => look.run(text('userCode')))}>
            <Field
              label="Code"
              hint="As the device shows it: eight letters, such as WDJB-MJHT."
              name="userCode"
              value={shown() ?? ''}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxlength={40}
              required
            />
            <Show when={look.problem()}>{problem => <Refused problem={problem()} />}</Show>
            <button type="submit" class="button w-full" disabled={look.isBusy()}>
              Go on
            </button>
          </form>
        </Match>
      </Switch>
    </section>
  )
}

interface DecideProps {
  asking: Asking
  decided: (words: string) => void
  back: () => void
}

function Decide(props: DecideProps) {
  const me = useMe()
  const { login } = api.device
  const letIn = makeAction(async (text: Text) => {
    const { userCode } = props.asking
    const { device } = await login.approve.mutate({ userCode, ...proofIn(text) })
    props.decided(`${device} is signed in. You can go back to it now.`)
  })
  const turnAway = makeAction(async () => {
    const { device } = await login.deny.mutate({ userCode: props.asking.userCode })
    props.decided(`${device} was turned away.`)
  })
  const isBusy = () => letIn.isBusy() || turnAway.isBusy()
  return (
    <div class="space-y-4">
      <p>
        <b>{props.asking.device}</b> asks to publish for <b>{me().workspace.name}</b>.
      </p>
      <dl class="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt class="quiet">Code</dt>
        <dd class="font-mono">{props.asking.userCode.toUpperCase()}</dd>
        <dt class="quiet">Asked</dt>
        <dd>{instant(props.asking.askedAt)}</dd>
        <dt class="quiet">From</dt>
        <dd>
          {props.asking.address}
          <br />
          {props.asking.place}
        </dd>
      </dl>
      <p class="rounded-lg bg-amber-50 p-3 text-sm text-amber-950 dark:bg-amber-950 dark:text-amber-100">
        Let it in only if you started this yourself, and the same code stands on your device.
        {props.asking.replacesKey && ' The device of this name that is here already is signed out.'}
      </p>
      <form class="space-y-4" onSubmit={onSubmit(text => letIn.run(text))}>
        <ProofFields />
        <Show when={letIn.problem() ?? turnAway.problem()}>
          {problem => <Refused problem={problem()} />}
        </Show>
        <div class="flex flex-wrap gap-2">
          <button type="submit" class="button" disabled={isBusy()}>
            Let it in
          </button>
          <button
            type="button"
            class="button-quiet"
            disabled={isBusy()}
            onClick={() => void turnAway.run()}
          >
            Turn it away
          </button>
          <button type="button" class="quiet ml-auto text-sm underline" onClick={props.back}>
            Another code
          </button>
        </div>
      </form>
    </div>
  )
}
