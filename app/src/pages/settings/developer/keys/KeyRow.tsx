import { type Key, OVERLAP_HOURS } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { instant } from '../../../../words/format.ts'
import type { Rights } from '../../rights.ts'
import type { KeysState } from './keys.state.ts'

interface Props {
  key: Key
  rights: Rights
  state: KeysState
}

/** One key: what it may do, when it was used, and the way to end it. */
export function KeyRow(props: Props) {
  const it = () => props.key
  const isCurrent = () => it().expiresAt === null
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div class="min-w-0 flex-1 basis-64 text-sm">
        <p class="font-medium break-words">
          {it().name} <code class="quiet text-xs">…{it().endsWith}</code>
        </p>
        <ul class="mt-1 flex flex-wrap gap-1" aria-label="Scopes">
          <For each={it().scopes}>
            {scope => (
              <li class="rounded bg-stone-200 px-1.5 py-0.5 text-xs dark:bg-stone-800">{scope}</li>
            )}
          </For>
        </ul>
        <p class="quiet mt-1 text-xs">
          Acts for {it().actsFor.name} · made {instant(it().createdAt)} ·{' '}
          <Show when={it().lastUsedAt} fallback="never used">
            {at => <>last used {instant(at())}</>}
          </Show>
        </p>
        <Show when={it().expiresAt}>
          {at => (
            <p class="text-xs font-medium text-amber-800 dark:text-amber-300">
              Replaced; stops {instant(at())}
            </p>
          )}
        </Show>
      </div>
      <div class="flex flex-wrap gap-2">
        <Show when={isCurrent() && props.rights.isAdmin() && props.rights.hasApi()}>
          <Rotate {...props} />
        </Show>
        <Show when={it().isYours || props.rights.isAdmin()}>
          <Confirm
            words="Revoke"
            about={it().name}
            title={`Stop the key of ${it().name}?`}
            confirm="Revoke"
            work={() => props.state.revoke(it())}
          >
            <p>It stops at once, wherever it is used. This cannot be undone.</p>
          </Confirm>
        </Show>
      </div>
    </li>
  )
}

const OVERLAPS = [
  { hours: OVERLAP_HOURS.usual, words: 'a day' },
  { hours: OVERLAP_HOURS.longest, words: 'a week' },
  { hours: 0, words: 'no time: it stops at once' },
]

function Rotate(props: Props) {
  let form: HTMLFormElement | undefined
  const rotate = async () => {
    const data = new FormData(form)
    const text = (name: string) => String(data.get(name) ?? '')
    const overlapHours = Number(text('hours'))
    await props.state.rotate(props.key, { overlapHours, ...proofIn(text) })
    form?.reset()
  }
  return (
    <Confirm
      words="Replace"
      about={props.key.name}
      title={`A new key for ${props.key.name}?`}
      confirm="Make the new key"
      work={rotate}
    >
      <form
        class="space-y-3"
        ref={it => {
          form = it
        }}
        onSubmit={event => event.preventDefault()}
      >
        <label class="block">
          The older key goes on working for
          <select name="hours" class="field mt-1">
            <For each={OVERLAPS}>{it => <option value={it.hours}>{it.words}</option>}</For>
          </select>
        </label>
        <p class="quiet">The new one acts for you, with the same scopes.</p>
        <ProofFields />
      </form>
    </Confirm>
  )
}
