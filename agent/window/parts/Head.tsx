import { For, Show } from 'solid-js'
import { account, member } from '../account.ts'
import { openUrl, pause, resume } from '../act.ts'
import { bucketOf } from '../buckets.ts'
import { listed, told } from '../told.ts'
import { instant, words } from '../words.ts'

/** From here on somebody should know that a plan comes to its end. */
const NEARLY = 0.8
const HOUR_MS = 3_600_000
const MORNING = 8

/** Who this computer works for, whether it works, and how much of the plan is left. */
export function Head(props: { showKeys: () => void }) {
  return (
    <header class="flex flex-wrap items-center justify-between gap-3">
      <div class="min-w-0 flex-1 basis-52">
        <h1 class="text-lg font-semibold">{words.name}</h1>
        <p class="flex items-center gap-2 text-sm" title={who()}>
          <span
            aria-hidden="true"
            class={`size-2 shrink-0 rounded-full ${told.pause ? 'bg-you' : 'bg-good'}`}
          />
          <span class="quiet min-w-0 truncate">{state()}</span>
        </p>
      </div>
      <div class="flex flex-wrap items-center justify-end gap-3">
        <Quota />
        <div class="flex items-center gap-1">
          <Show when={told.pause} fallback={<Pause />}>
            <button type="button" class="button" onClick={() => void resume()}>
              {words.head.resume}
            </button>
          </Show>
          <button
            type="button"
            class="button-bare"
            aria-label={words.head.help}
            title={words.head.help}
            onClick={() => props.showKeys()}
          >
            ?
          </button>
        </div>
      </div>
    </header>
  )
}

const who = () => member()?.email ?? member()?.workspace ?? ''

function state(): string {
  const say = words.head
  if (told.pause) return told.pause.until ? say.pausedUntil(instant(told.pause.until)) : say.paused
  const isAtWork = listed().some(it => bucketOf(it) === 'goingOut' && !it.isPaused)
  return [isAtWork ? say.working : say.idle, who()].filter(Boolean).join(' · ')
}

function tomorrow(): Date {
  const at = new Date()
  at.setDate(at.getDate() + 1)
  at.setHours(MORNING, 0, 0, 0)
  return at
}

const PAUSES = {
  hour: () => new Date(Date.now() + HOUR_MS),
  tomorrow,
  always: () => null,
}

function Pause() {
  let menu: HTMLDetailsElement | undefined
  const close = () => menu?.removeAttribute('open')
  const choose = (until: Date | null) => {
    close()
    void pause(until)
  }
  return (
    <div class="flex">
      <button type="button" class="button-quiet rounded-e-none" onClick={() => void pause(null)}>
        {words.head.pause}
      </button>
      <details
        ref={menu}
        class="relative"
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          close()
          menu?.querySelector('summary')?.focus()
        }}
        onFocusOut={event => {
          // Safe cast: what takes the focus is an element, or nothing.
          if (!menu?.contains(event.relatedTarget as Node | null)) close()
        }}
      >
        <summary
          class="button-quiet h-full list-none rounded-s-none border-s-0 px-2"
          aria-label={words.head.pauseFor}
        >
          <svg
            viewBox="0 0 24 24"
            aria-hidden="true"
            class="size-4 fill-none stroke-current stroke-2"
          >
            <path d="M6 9l6 6 6-6" stroke-linecap="round" stroke-linejoin="round" />
          </svg>
        </summary>
        <ul class="absolute end-0 z-10 mt-1 w-56 rounded-xl border border-line bg-card p-1 shadow-lg">
          <For each={Object.keys(PAUSES) as (keyof typeof PAUSES)[]}>
            {name => (
              <li>
                <button
                  type="button"
                  class="w-full rounded-lg px-3 py-2 text-start text-sm hover:bg-raised"
                  onClick={() => choose(PAUSES[name]())}
                >
                  {words.head.pauses[name]}
                </button>
              </li>
            )}
          </For>
        </ul>
      </details>
    </div>
  )
}

function Quota() {
  const say = words.head
  return (
    <Show when={member()}>
      {it => (
        <Show
          when={it().quota.limit}
          fallback={<p class="quiet text-sm">{say.noLimit(it().quota.used)}</p>}
        >
          {limit => (
            <div class="text-sm">
              <p class="quiet">{say.quota(it().quota.used, limit())}</p>
              <progress
                class="mt-1"
                max={limit()}
                value={it().quota.used}
                aria-label={say.quota(it().quota.used, limit())}
              />
            </div>
          )}
        </Show>
      )}
    </Show>
  )
}

/** Said once the plan nearly comes to its end, with the way to a larger one. */
export function QuotaNotice() {
  const say = words.head
  const quota = () => {
    const it = member()?.quota
    return it?.limit && it.used >= it.limit * NEARLY ? { ...it, limit: it.limit } : null
  }
  return (
    <Show when={quota()}>
      {it => (
        <div class="note flex flex-wrap items-center justify-between gap-2">
          <p class="text-you">
            {it().used >= it().limit ? say.usedUp : say.nearly(it().limit - it().used)}{' '}
            {say.resets(instant(it().resetsAt))}
          </p>
          <button
            type="button"
            class="button-quiet"
            onClick={() => openUrl(`${account()?.dashboard}/settings/billing`)}
          >
            {say.upgrade}
          </button>
        </div>
      )}
    </Show>
  )
}
