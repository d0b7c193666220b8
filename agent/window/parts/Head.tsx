import { Show } from 'solid-js'
import { account } from '../account.ts'
import { openUrl, wish } from '../act.ts'
import { told } from '../told.ts'
import { instant, words } from '../words.ts'

/** From here on somebody should know that a plan comes to its end. */
const NEARLY = 0.8

const everything = { sha256: null, connectionId: null } as const

/** Who this computer works for, whether it works, and how much of the plan is left. */
export function Head() {
  return (
    <header class="flex flex-wrap items-center justify-between gap-3">
      <div class="min-w-0 flex-1 basis-40">
        <h1 class="text-lg font-semibold">{words.name}</h1>
        <p class="quiet truncate text-sm">{state()}</p>
      </div>
      <div class="flex items-center gap-3">
        <Quota />
        <Show
          when={told.pause}
          fallback={
            <button
              type="button"
              class="button-quiet"
              onClick={() => wish({ ...everything, wish: { kind: 'pause', until: null } })}
            >
              {words.head.pause}
            </button>
          }
        >
          <button
            type="button"
            class="button"
            onClick={() => wish({ ...everything, wish: { kind: 'resume' } })}
          >
            {words.head.resume}
          </button>
        </Show>
      </div>
    </header>
  )
}

function state(): string {
  const { head } = words
  if (told.pause)
    return told.pause.until ? head.pausedUntil(instant(told.pause.until)) : head.paused
  const who = account()
  if (who?.state === 'away') return who.reason
  return who?.state === 'signedIn' ? (who.email ?? who.workspace) : ''
}

function Quota() {
  const quota = () => {
    const who = account()
    return who?.state === 'signedIn' ? { ...who.quota, dashboard: who.dashboard } : null
  }
  return (
    <Show when={quota()}>
      {it => (
        <Show
          when={it().limit}
          fallback={<p class="quiet text-sm">{words.head.noLimit(it().used)}</p>}
        >
          {limit => (
            <div class="text-end text-sm">
              <p class="quiet">{words.head.quota(it().used, limit())}</p>
              <progress
                class="mt-1"
                max={limit()}
                value={it().used}
                aria-label={words.head.quota(it().used, limit())}
              />
              <Show when={it().used >= limit() * NEARLY}>
                <p class="mt-1 text-you">
                  {it().used >= limit()
                    ? words.head.usedUp
                    : words.head.nearly(limit() - it().used)}{' '}
                  <button
                    type="button"
                    class="underline"
                    onClick={() => openUrl(`${it().dashboard}/settings/billing`)}
                  >
                    {words.head.upgrade}
                  </button>
                </p>
              </Show>
            </div>
          )}
        </Show>
      )}
    </Show>
  )
}
