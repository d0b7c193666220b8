import { Show } from 'solid-js'
import { account, readAccount } from '../account.ts'
import { reasonOf } from '../faults/faults.ts'
import { words } from '../words.ts'
import { Help } from './Help.tsx'

/** The server is away: what that means, and that nobody has to do anything. */
export function Offline() {
  const say = words.offline
  const why = () => {
    const it = account()
    return it?.state === 'away' ? { code: it.code, ...reasonOf(it) } : null
  }
  return (
    <Show when={why()}>
      {it => (
        <div class="note flex flex-wrap items-center justify-between gap-2">
          <div class="min-w-0 flex-1 basis-60">
            <p class="font-semibold text-wait">{say.title}</p>
            <p>{say.why}</p>
            <p class="quiet [overflow-wrap:anywhere]">
              <span lang={it().lang}>{it().text}</span>
              <Help code={it().code} platform={null} />
            </p>
          </div>
          <button type="button" class="button-quiet" onClick={() => void readAccount()}>
            {say.retry}
          </button>
        </div>
      )}
    </Show>
  )
}
