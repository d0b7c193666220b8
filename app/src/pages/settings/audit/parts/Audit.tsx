import type { AuditEntry, AuditVerdict } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Older } from '../../../../ui/Older.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { uiWords } from '../../../../ui/words.ts'
import { instant } from '../../../../words/format.ts'
import { auditWords } from '../words.ts'
import { makeAudit } from './audit.state.ts'
import { actionWords, actorWords, particulars } from './words.ts'

/** Who did what, from where: what nobody can take back or change afterwards. */
export function Audit() {
  const state = makeAudit()
  return (
    <section class="card space-y-4" aria-label={uiWords().settings.audit}>
      <div class="flex flex-wrap gap-2">
        <button type="button" class="button-quiet" onClick={() => state.lookAgain()}>
          {auditWords().lookAgain}
        </button>
        <button
          type="button"
          class="button-quiet"
          disabled={state.verify.isBusy()}
          onClick={() => void state.verify.run()}
        >
          {auditWords().verify}
        </button>
      </div>
      <Show when={state.verify.problem() ?? state.more.problem()}>
        {problem => <Refused problem={problem()} />}
      </Show>
      <output class="block" aria-live="polite">
        <Show when={state.verdict()}>
          {verdict => (
            <span class={verdict().isWhole ? 'confirmed' : 'refused block'}>
              {verdictWords(verdict())}
            </span>
          )}
        </Show>
      </output>
      <Loaded of={state.data}>
        {page => (
          <>
            <ol class="divide-y divide-line text-sm">
              <For each={page().lines} fallback={<li class="quiet">{auditWords().nothing}</li>}>
                {entry => <Row entry={entry} />}
              </For>
            </ol>
            <Older when={page().before !== null} more={state.more} />
          </>
        )}
      </Loaded>
    </section>
  )
}

function Row(props: { entry: AuditEntry }) {
  const it = () => props.entry
  return (
    <li class="py-3 first:pt-0 last:pb-0">
      <div class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p>
          <span class="font-medium">{actionWords(it())}</span>{' '}
          <span class="quiet">· {actorWords(it())}</span>
        </p>
        <time class="quiet" datetime={it().at}>
          {instant(it().at)}
        </time>
      </div>
      <Show when={particulars(it())}>{words => <p class="quiet mt-1">{words()}</p>}</Show>
      <Show when={it().address}>
        {address => (
          <p class="quiet mt-1 text-xs break-words">
            {auditWords().from(address())}
            <Show when={it().userAgent}>{agent => <> · {agent()}</>}</Show>
          </p>
        )}
      </Show>
    </li>
  )
}

function verdictWords({ isWhole, lines, brokenAt, sealedAt }: AuditVerdict): string {
  const words = auditWords()
  if (!isWhole) return words.broken(brokenAt?.place ?? 0, brokenAt?.reason ?? '')
  const seal = sealedAt ? ` ${words.signed(instant(sealedAt))}` : ''
  return `${words.whole(lines)}${seal}`
}
