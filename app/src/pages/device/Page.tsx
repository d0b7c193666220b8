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
import { signInWords } from '../sign-in/words.ts'

interface Asking extends DeviceAsking {
  userCode: string
}

/** Lets an agent in that shows a code (RFC 8628, section 3.3). */
export function Page() {
  useTitle(() => signInWords().device.title)
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
      <h1 class="text-2xl font-bold tracking-tight">{signInWords().device.title}</h1>
      <Switch>
        <Match when={decided()}>{words => <p class="confirmed">{words()}</p>}</Match>
        <Match when={asking()}>
          {it => <Decide asking={it()} decided={setDecided} back={() => setAsking(null)} />}
        </Match>
        <Match when={!asking()}>
          <form class="space-y-4" onSubmit={onSubmit(text => look.run(text('userCode')))}>
            <Field
              label={signInWords().device.code}
              hint={signInWords().device.hint}
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
              {signInWords().device.goOn}
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
    props.decided(signInWords().device.isIn(device))
  })
  const turnAway = makeAction(async () => {
    const { device } = await login.deny.mutate({ userCode: props.asking.userCode })
    props.decided(signInWords().device.isAway(device))
  })
  const isBusy = () => letIn.isBusy() || turnAway.isBusy()
  return (
    <div class="space-y-4">
      <p>
        <b>{props.asking.device}</b> {signInWords().device.asks(me().workspace.name)}
      </p>
      <dl class="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt class="quiet">{signInWords().device.code}</dt>
        <dd class="font-mono">{props.asking.userCode.toUpperCase()}</dd>
        <dt class="quiet">{signInWords().device.asked}</dt>
        <dd>{instant(props.asking.askedAt)}</dd>
        <dt class="quiet">{signInWords().device.from}</dt>
        <dd>
          {props.asking.address}
          <br />
          {props.asking.place}
        </dd>
      </dl>
      <p class="rounded-lg bg-amber-50 p-3 text-sm text-amber-950 dark:bg-amber-950 dark:text-amber-100">
        {signInWords().device.warning}
        {props.asking.replacesKey && ` ${signInWords().device.replaces}`}
      </p>
      <form class="space-y-4" onSubmit={onSubmit(text => letIn.run(text))}>
        <ProofFields />
        <Show when={letIn.problem() ?? turnAway.problem()}>
          {problem => <Refused problem={problem()} />}
        </Show>
        <div class="flex flex-wrap gap-2">
          <button type="submit" class="button" disabled={isBusy()}>
            {signInWords().device.letIn}
          </button>
          <button
            type="button"
            class="button-quiet"
            disabled={isBusy()}
            onClick={() => void turnAway.run()}
          >
            {signInWords().device.turnAway}
          </button>
          <button type="button" class="quiet ml-auto text-sm underline" onClick={props.back}>
            {signInWords().device.another}
          </button>
        </div>
      </form>
    </div>
  )
}
