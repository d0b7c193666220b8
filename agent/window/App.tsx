import { createEffect, createSignal, For, type JSX, Match, onMount, Show, Switch } from 'solid-js'
import { account, readAccount } from './account.ts'
import { hush, pause, resume } from './act.ts'
import { needing } from './counts.ts'
import { standing } from './door.ts'
import { focusOn, pressOn, stepRow, toggleRow, useKeys } from './keys.ts'
import { look } from './look.ts'
import { PARTS, type Part } from './part-names.ts'
import { Activity } from './parts/Activity.tsx'
import { Channels } from './parts/Channels.tsx'
import { Fallible } from './parts/Fallible.tsx'
import { FirstRun } from './parts/first-run/FirstRun.tsx'
import { Head, QuotaNotice } from './parts/Head.tsx'
import { Health } from './parts/Health.tsx'
import { Keys } from './parts/Keys.tsx'
import { Offline } from './parts/Offline.tsx'
import { Said } from './parts/Said.tsx'
import { Settings } from './parts/settings/Settings.tsx'
import { UpdateNotice } from './parts/UpdateNotice.tsx'
import { Videos } from './parts/videos/Videos.tsx'
import { news, told } from './told.ts'
import { words } from './words.ts'

export function App() {
  return (
    <Switch fallback={<Notice title={words.entering} />}>
      <Match when={standing() === 'locked'}>
        <Notice title={words.locked.title}>
          <p>{words.locked.why}</p>
          <p>{words.locked.how}</p>
          <Command />
        </Notice>
      </Match>
      <Match when={standing() === 'away'}>
        <Notice title={words.away.title}>
          <p>{words.away.why}</p>
          <p>{words.away.how}</p>
          <Command />
        </Notice>
      </Match>
      <Match when={standing() === 'in'}>
        <Inside />
      </Match>
    </Switch>
  )
}

/** Whoever is new is led through the first steps; known videos show that they were taken. */
function Inside() {
  const [isNew, setNew] = createSignal<boolean | null>(null)
  onMount(() => void readAccount())
  createEffect(() => {
    const looks = look()
    if (isNew() !== null || !looks || told.isNew) return
    setNew(!looks.isSetUp && told.videos.length === 0)
  })
  const isSignedOut = () => account()?.state === 'signedOut'
  return (
    <Switch fallback={<Notice title={words.entering} />}>
      <Match when={account() && isNew() !== null && (isNew() || isSignedOut())}>
        <Fallible>
          <FirstRun isWhole={isNew() === true} end={() => setNew(false)} />
        </Fallible>
      </Match>
      <Match when={account() && isNew() === false}>
        <Everyday again={() => setNew(true)} />
      </Match>
    </Switch>
  )
}

function Everyday(props: { again: () => void }) {
  const [part, setPart] = createSignal<Part>('videos')
  const [isHelping, setHelping] = createSignal(false)
  const go = (name: Part) => {
    hush()
    setPart(name)
  }
  useKeys(() => ({
    ...Object.fromEntries(PARTS.map((name, index) => [String(index + 1), () => go(name)])),
    '?': () => setHelping(true),
    '/': () => focusOn('[data-search]'),
    j: () => stepRow(1),
    k: () => stepRow(-1),
    o: toggleRow,
    p: () => void (told.pause ? resume() : pause(null)),
    u: () => pressOn('[data-choose]'),
  }))
  // What waits for somebody shows in the title, too, where the window lies behind others.
  createEffect(() => {
    const waiting = needing()
    document.title = waiting > 0 ? `(${waiting}) ${words.name}` : words.name
  })
  return (
    <div class="mx-auto flex min-h-dvh max-w-4xl flex-col gap-4 p-4">
      <Head showKeys={() => setHelping(true)} />
      <Parts part={part()} go={go} />
      <p role="status" class="sr-only">
        {news()}
      </p>
      <main class="flex grow flex-col gap-4">
        <Offline />
        <QuotaNotice />
        <UpdateNotice />
        <Said />
        <div>
          <Shown part={part()} go={go} again={() => props.again()} />
        </div>
      </main>
      <Keys isOpen={isHelping()} close={() => setHelping(false)} />
    </div>
  )
}

function Parts(props: { part: Part; go: (part: Part) => void }) {
  return (
    <nav aria-label={words.parts} class="flex flex-wrap gap-0.5 border-b border-line pb-2 sm:gap-1">
      <For each={PARTS}>
        {name => (
          <button
            type="button"
            class="rounded-lg px-1.5 py-1.5 text-sm font-medium hover:bg-raised aria-[current=page]:bg-raised sm:px-3"
            aria-current={props.part === name ? 'page' : undefined}
            onClick={() => props.go(name)}
          >
            {words.tabs[name]}
          </button>
        )}
      </For>
    </nav>
  )
}

/** One part; anew for each, so that what one could not read is not said of the next. */
function Shown(props: { part: Part; go: (part: Part) => void; again: () => void }) {
  return (
    <Show when={props.part} keyed>
      <Fallible>
        <Switch>
          <Match when={props.part === 'videos'}>
            <Videos />
          </Match>
          <Match when={props.part === 'channels'}>
            <Channels />
          </Match>
          <Match when={props.part === 'activity'}>
            <Activity />
          </Match>
          <Match when={props.part === 'settings'}>
            <Settings again={() => props.again()} />
          </Match>
          <Match when={props.part === 'health'}>
            <Health go={props.go} />
          </Match>
        </Switch>
      </Fallible>
    </Show>
  )
}

const Command = () => <pre class="rounded-lg bg-raised px-3 py-2">content gui</pre>

function Notice(props: { title: string; children?: JSX.Element }) {
  return (
    <main class="mx-auto grid min-h-dvh max-w-md content-center gap-3 p-6 text-center text-sm">
      <h1 class="text-xl font-semibold">{props.title}</h1>
      {props.children}
    </main>
  )
}
