import { type Key, OVERLAP_HOURS } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { instant } from '../../../../words/format.ts'
import type { Rights } from '../../rights.ts'
import { developerWords } from '../words.ts'
import type { KeysState } from './keys.state.ts'

const words = () => developerWords().keys

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
        <ul class="mt-1 flex flex-wrap gap-1" aria-label={words().scopes}>
          <For each={it().scopes}>
            {scope => <li class="rounded bg-raised px-1.5 py-0.5 text-xs">{scope}</li>}
          </For>
        </ul>
        <p class="quiet mt-1 text-xs">
          {words().actsFor(it().actsFor.name)} · {words().made(instant(it().createdAt))} ·{' '}
          <Show when={it().lastUsedAt} fallback={words().neverUsed}>
            {at => <>{words().lastUsed(instant(at()))}</>}
          </Show>
        </p>
        <Show when={it().expiresAt}>
          {at => (
            <p class="text-xs font-medium text-amber-800 dark:text-amber-300">
              {words().replaced(instant(at()))}
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
            words={words().revoke}
            about={it().name}
            title={words().revokeTitle(it().name)}
            confirm={words().revoke}
            work={() => props.state.revoke(it())}
          >
            <p>{words().revokeAbout}</p>
          </Confirm>
        </Show>
      </div>
    </li>
  )
}

const overlaps = () => [
  { hours: OVERLAP_HOURS.usual, words: words().overlaps.usual },
  { hours: OVERLAP_HOURS.longest, words: words().overlaps.longest },
  { hours: 0, words: words().overlaps.none },
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
      words={words().replace}
      about={props.key.name}
      title={words().replaceTitle(props.key.name)}
      confirm={words().replaceRun}
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
          {words().goesOn}
          <select name="hours" class="field mt-1">
            <For each={overlaps()}>{it => <option value={it.hours}>{it.words}</option>}</For>
          </select>
        </label>
        <p class="quiet">{words().actsForYou}</p>
        <ProofFields />
      </form>
    </Confirm>
  )
}
