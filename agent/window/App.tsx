import { createSignal, For, type JSX, Match, onMount, Show, Switch } from 'solid-js'
import { account, readAccount } from './account.ts'
import { hush, said } from './act.ts'
import { standing } from './door.ts'
import { Channels } from './parts/Channels.tsx'
import { Head } from './parts/Head.tsx'
import { Health } from './parts/Health.tsx'
import { Settings } from './parts/Settings.tsx'
import { Videos } from './parts/Videos.tsx'
import { Welcome } from './parts/Welcome.tsx'
import { words } from './words.ts'

const PARTS = { videos: Videos, channels: Channels, settings: Settings, health: Health }
type Part = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as Part[]

export function App() {
  return (
    <Switch fallback={<Notice title={words.entering} />}>
      <Match when={standing() === 'locked'}>
        <Notice title={words.locked.title}>
          <p>{words.locked.why}</p>
          <p>{words.locked.how}</p>
          <pre class="rounded-lg bg-raised px-3 py-2">content gui</pre>
        </Notice>
      </Match>
      <Match when={standing() === 'away'}>
        <Notice title={words.away.title}>
          <p>{words.away.why}</p>
          <pre class="rounded-lg bg-raised px-3 py-2">content gui</pre>
        </Notice>
      </Match>
      <Match when={standing() === 'in'}>
        <Inside />
      </Match>
    </Switch>
  )
}

function Inside() {
  const [part, setPart] = createSignal<Part>('videos')
  onMount(() => void readAccount())
  const go = (name: Part) => {
    hush()
    setPart(name)
  }
  return (
    <Show when={account()} fallback={<Notice title={words.entering} />}>
      {it => (
        <Show when={it().state !== 'signedOut'} fallback={<Welcome dashboard={it().dashboard} />}>
          <div class="mx-auto flex min-h-dvh max-w-3xl flex-col gap-4 p-4">
            <Head />
            <nav aria-label={words.parts} class="flex flex-wrap gap-1">
              <For each={NAMES}>
                {name => (
                  <button
                    type="button"
                    class="rounded-lg px-3 py-1.5 text-sm font-medium hover:bg-raised aria-[current=page]:bg-raised"
                    aria-current={part() === name ? 'page' : undefined}
                    onClick={() => go(name)}
                  >
                    {words.tabs[name]}
                  </button>
                )}
              </For>
            </nav>
            <Said />
            <main class="grow">
              <Switch>
                <For each={NAMES}>
                  {name => {
                    const Part = PARTS[name]
                    return (
                      <Match when={part() === name}>
                        <Part />
                      </Match>
                    )
                  }}
                </For>
              </Switch>
            </main>
          </div>
        </Show>
      )}
    </Show>
  )
}

/** How the last thing that was asked for went. */
function Said() {
  return (
    <div role="status" class="empty:hidden">
      <Show when={said()}>
        {it => (
          <p class={`rounded-lg bg-raised p-3 text-sm ${it().isBad ? 'text-us' : 'text-good'}`}>
            {it().text}
          </p>
        )}
      </Show>
    </div>
  )
}

function Notice(props: { title: string; children?: JSX.Element }) {
  return (
    <main class="mx-auto grid min-h-dvh max-w-md content-center gap-3 p-6 text-center text-sm">
      <h1 class="text-xl font-semibold">{props.title}</h1>
      {props.children}
    </main>
  )
}
