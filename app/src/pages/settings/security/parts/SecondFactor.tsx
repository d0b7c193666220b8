import type { SecondFactor as Shown } from '@content/api/contract'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { renderSVG } from 'uqr'
import { api } from '../../../../api.ts'
import { useSession } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { CodeField } from '../../../../ui/form/Proof.tsx'
import { formWords } from '../../../../ui/form/words.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { instant } from '../../../../words/format.ts'
import { securityWords } from '../words.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'

/** A code from an app, asked for besides the password. */
export function SecondFactor() {
  const session = useSession()
  const [shown, { refetch }] = createResource(() => api.account.secondFactor.get.query())
  const [codes, setCodes] = createSignal<string[] | null>(null)
  const changed = async (recoveryCodes: string[] | null) => {
    setCodes(recoveryCodes)
    await Promise.all([refetch(), session.reload()])
  }
  return (
    <Section title={words().title} about={words().about}>
      <Show when={codes()}>
        {list => <RecoveryCodes codes={list()} done={() => setCodes(null)} />}
      </Show>
      <Loaded of={shown}>
        {it => (
          <Show when={it().isOn} fallback={<TurnOn changed={changed} />}>
            <IsOn shown={it()} changed={changed} />
          </Show>
        )}
      </Loaded>
    </Section>
  )
}

const words = () => securityWords().second

type Changed = (recoveryCodes: string[] | null) => Promise<void>

function TurnOn(props: { changed: Changed }) {
  const begin = makeAction(() => api.account.secondFactor.begin.mutate())
  const [begun, setBegun] = createSignal<{ secret: string; uri: string } | null>(null)
  const enable = makeAction(api.account.secondFactor.enable.mutate)
  const submit = onSubmit(async text => {
    const proof = { password: text('password'), secondFactor: text('code') }
    const done = await enable.run(proof)
    if (done) await props.changed(done.result.recoveryCodes)
  })
  return (
    <Switch>
      <Match when={!begun()}>
        <Show when={begin.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <button
          type="button"
          class="button"
          disabled={begin.isBusy()}
          onClick={async () => setBegun((await begin.run())?.result ?? null)}
        >
          {words().turnOn}
        </button>
      </Match>
      <Match when={begun()}>
        {it => (
          <form class="max-w-sm space-y-4" onSubmit={submit}>
            <p class="text-sm">{words().scan}</p>
            <img
              class="size-48 rounded-lg bg-white p-2"
              alt={words().alt}
              src={`data:image/svg+xml,${encodeURIComponent(renderSVG(it().uri, { border: 1 }))}`}
            />
            <p class="quiet text-xs">
              {words().type} <code class="font-mono break-all">{grouped(it().secret)}</code>
            </p>
            <CodeField hint={words().digits} />
            <Field
              label={formWords().yourPassword}
              name="password"
              type="password"
              autocomplete="current-password"
              required
            />
            <Show when={enable.problem()}>{problem => <Refused problem={problem()} />}</Show>
            <button type="submit" class="button" disabled={enable.isBusy()}>
              {words().turnOn}
            </button>
          </form>
        )}
      </Match>
    </Switch>
  )
}

/** A secret as a person can type it. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

function IsOn(props: { shown: Shown; changed: Changed }) {
  const renew = makeAction(api.account.secondFactor.renewCodes.mutate)
  const disable = makeAction(api.account.secondFactor.disable.mutate)
  const problem = () => renew.problem() ?? disable.problem()
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    const wish = event.submitter?.getAttribute('value')
    await onSubmit(async text => {
      const proof = { password: text('password'), secondFactor: text('code') }
      if (wish === 'off') {
        if (await disable.run(proof)) await props.changed(null)
        return
      }
      const done = await renew.run(proof)
      if (done) await props.changed(done.result.recoveryCodes)
    })(event)
  }
  return (
    <>
      <p class="text-sm">
        {words().isOn(
          props.shown.since && instant(props.shown.since),
          props.shown.recoveryCodesLeft,
        )}
      </p>
      <details>
        <summary class="cursor-pointer text-sm font-medium">{words().more}</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
          <Field
            label={formWords().yourPassword}
            name="password"
            type="password"
            autocomplete="current-password"
            required
          />
          <CodeField />
          <Show when={problem()}>{it => <Refused problem={it()} />}</Show>
          <div class="flex flex-wrap gap-2">
            <button type="submit" value="codes" class="button" disabled={renew.isBusy()}>
              {words().newCodes}
            </button>
            <button type="submit" value="off" class="button-quiet" disabled={disable.isBusy()}>
              {words().turnOff}
            </button>
          </div>
        </form>
      </details>
    </>
  )
}
