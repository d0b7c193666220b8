import type { DataExport, DataSubject, PrivacyStatus } from '@content/api/contract'
import { createResource, For, onCleanup, Show } from 'solid-js'
import { api } from '../../../../api.ts'
import { useMe } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { onSubmit, type Text } from '../../../../ui/form/form.ts'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { bytes, instant } from '../../../../words/format.ts'
import { Deletion } from './Deletion.tsx'

const ASK_AGAIN_MS = 3000

/** A copy of everything we keep, and the end of it. */
export function Privacy() {
  const [status, { refetch }] = createResource(() => api.privacy.status.query())
  const isMaking = () => status.latest?.exports.some(it => it.state === 'waiting') ?? false
  const timer = setInterval(() => isMaking() && void refetch(), ASK_AGAIN_MS)
  onCleanup(() => clearInterval(timer))
  const again = async () => void (await refetch())
  return (
    <>
      <Section
        title="A copy of your data"
        about="Everything we keep about you or the workspace, in one archive to download."
      >
        <Loaded of={status}>{it => <Copies status={it()} changed={again} />}</Loaded>
      </Section>
      <Section title="Delete">
        <Loaded of={status}>{it => <Deletion status={it()} changed={again} />}</Loaded>
      </Section>
    </>
  )
}

interface Props {
  status: PrivacyStatus
  changed: () => Promise<void>
}

function Copies(props: Props) {
  const me = useMe()
  const ask = makeAction(async (text: Text) => {
    const subject: DataSubject = text('subject') === 'workspace' ? 'workspace' : 'person'
    await api.privacy.requestExport.mutate({ subject, ...proofIn(text) })
    await props.changed()
  })
  return (
    <>
      <ul class="space-y-3">
        <For each={props.status.exports}>{it => <Copy it={it} />}</For>
      </ul>
      <details>
        <summary class="cursor-pointer text-sm font-medium">Ask for a copy</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={onSubmit(text => ask.run(text))}>
          <label class="block text-sm font-medium">
            Of what
            <select name="subject" class="field mt-1">
              <option value="person">What you keep about me</option>
              <Show when={me().user?.role === 'owner'}>
                <option value="workspace">All of {me().workspace.name}</option>
              </Show>
            </select>
          </label>
          <ProofFields />
          <Outcome action={ask} done="It is being made. We send you a mail when it is ready." />
          <button type="submit" class="button" disabled={ask.isBusy()}>
            Make the copy
          </button>
        </form>
      </details>
    </>
  )
}

const STATES: Record<DataExport['state'], string> = {
  waiting: 'being made…',
  ready: 'ready',
  failed: 'could not be made; please ask for it again',
  gone: 'no longer kept',
}

function Copy(props: { it: DataExport }) {
  const open = makeAction(async (text: Text) => {
    const proof = { exportId: props.it.id, ...proofIn(text) }
    const { url } = await api.privacy.openExport.mutate(proof)
    window.location.assign(url)
  })
  return (
    <li class="text-sm">
      <p>
        {props.it.subject === 'person' ? 'About you' : 'Of the workspace'}, asked for{' '}
        {instant(props.it.askedAt)}: <b>{STATES[props.it.state]}</b>
        <Show when={props.it.sizeBytes}>{size => ` (${bytes(size())})`}</Show>
        <Show when={props.it.state === 'ready' && props.it.expiresAt}>
          {until => <span class="quiet"> · until {instant(until())}</span>}
        </Show>
      </p>
      <Show when={props.it.state === 'ready'}>
        <details>
          <summary class="cursor-pointer font-medium">Download it</summary>
          <form class="mt-3 max-w-sm space-y-4" onSubmit={onSubmit(text => open.run(text))}>
            <ProofFields />
            <Show when={open.problem()}>{problem => <Refused problem={problem()} />}</Show>
            <button type="submit" class="button" disabled={open.isBusy()}>
              Download
            </button>
          </form>
        </details>
      </Show>
    </li>
  )
}
