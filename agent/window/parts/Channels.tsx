import { PLATFORM_NAMES } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { account } from '../account.ts'
import { openUrl } from '../act.ts'
import { words } from '../words.ts'

/** Where this computer may publish; channels are connected in the browser. */
export function Channels() {
  const say = words.channels
  const who = () => {
    const it = account()
    return it?.state === 'signedIn' ? it : null
  }
  return (
    <div class="grid gap-3 text-sm">
      <For each={who()?.channels} fallback={<p class="card">{say.none}</p>}>
        {it => (
          <section class="card">
            <h2 class="font-semibold">
              {PLATFORM_NAMES[it.platform]} <span class="font-normal">{it.handle ?? it.label}</span>
            </h2>
            <p class={it.state === 'live' ? 'quiet' : 'text-you'}>
              {it.state === 'live' ? say.live : (it.lostReason ?? say.lost)} ·{' '}
              {say.rules[it.rule.mode]}
            </p>
          </section>
        )}
      </For>
      <Show when={account()}>
        {it => (
          <p>
            <button
              type="button"
              class="button"
              onClick={() => openUrl(`${it().dashboard}/connections`)}
            >
              {say.connect}
            </button>
          </p>
        )}
      </Show>
    </div>
  )
}
