import type { DataExport, DataSubject, PrivacyStatus } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { api } from '../../../../api.ts'
import { useMe } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { onSubmit, type Text } from '../../../../ui/form/form.ts'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { bytes, instant } from '../../../../words/format.ts'
import { privacyWords } from '../words.ts'

interface Props {
  status: PrivacyStatus
  changed: () => Promise<void>
}

/** The copies that were asked for, and the way to another. */
export function Copies(props: Props) {
  const words = () => privacyWords().copies
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
        <summary class="cursor-pointer text-sm font-medium">{words().ask}</summary>
        <form class="mt-4 max-w-sm space-y-4" onSubmit={onSubmit(text => ask.run(text))}>
          <label class="block text-sm font-medium">
            {words().what}
            <select name="subject" class="field mt-1">
              <option value="person">{words().person}</option>
              <Show when={me().user?.role === 'owner'}>
                <option value="workspace">{words().workspace(me().workspace.name)}</option>
              </Show>
            </select>
          </label>
          <ProofFields />
          <Outcome action={ask} done={words().done} />
          <button type="submit" class="button" disabled={ask.isBusy()}>
            {words().make}
          </button>
        </form>
      </details>
    </>
  )
}

function Copy(props: { it: DataExport }) {
  const words = () => privacyWords().copies
  const open = makeAction(async (text: Text) => {
    const proof = { exportId: props.it.id, ...proofIn(text) }
    const { url } = await api.privacy.openExport.mutate(proof)
    window.location.assign(url)
  })
  return (
    <li class="text-sm">
      <p>
        {words().asked(props.it.subject, instant(props.it.askedAt))}{' '}
        <b>{words().states[props.it.state]}</b>
        <Show when={props.it.sizeBytes}>{size => ` (${bytes(size())})`}</Show>
        <Show when={props.it.state === 'ready' && props.it.expiresAt}>
          {until => <span class="quiet"> · {words().until(instant(until()))}</span>}
        </Show>
      </p>
      <Show when={props.it.state === 'ready'}>
        <details>
          <summary class="cursor-pointer font-medium">{words().open}</summary>
          <form class="mt-3 max-w-sm space-y-4" onSubmit={onSubmit(text => open.run(text))}>
            <ProofFields />
            <Show when={open.problem()}>{problem => <Refused problem={problem()} />}</Show>
            <button type="submit" class="button" disabled={open.isBusy()}>
              {words().download}
            </button>
          </form>
        </details>
      </Show>
    </li>
  )
}
