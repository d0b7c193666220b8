import { Show } from 'solid-js'
import { account, readAccount } from '../account.ts'
import { words } from '../words.ts'

/** The server is away: what that means, and that nobody has to do anything. */
export function Offline() {
  const say = words.offline
  const why = () => {
    const it = account()
    return it?.state === 'away' ? it.reason : null
  }
  return (
    <Show when={why()}>
      {reason => (
        <div class="note flex flex-wrap items-center justify-between gap-2">
          <div class="min-w-0 flex-1 basis-60">
            <p class="font-semibold text-wait">{say.title}</p>
            <p>{say.why}</p>
            <p class="quiet [overflow-wrap:anywhere]">{reason()}</p>
          </div>
          <button type="button" class="button-quiet" onClick={() => void readAccount()}>
            {say.retry}
          </button>
        </div>
      )}
    </Show>
  )
}
