import { createResource, For, Show } from 'solid-js'
import { account } from '../account.ts'
import { act, openUrl } from '../act.ts'
import { agent } from '../door.ts'
import { sentenceOf } from '../faults/sentence.ts'
import type { Part } from '../part-names.ts'
import { words } from '../words.ts'

type Finding = Awaited<ReturnType<typeof agent.doctor.query>>[number]

/** What `content doctor` looks at, and where each of it is mended. */
export function Health(props: { go: (part: Part) => void }) {
  const say = words.health
  const [findings, { refetch }] = createResource(() => agent.doctor.query())
  const known = () => (findings.error ? undefined : findings.latest)
  const wrong = () => known()?.filter(it => !it.isFine).length ?? 0
  // What is wrong comes first: the rest is there to be read, and not to be searched.
  const sorted = () => known()?.toSorted((a, b) => Number(a.isFine) - Number(b.isFine))
  const copy = () =>
    act(async () => navigator.clipboard.writeText(await agent.report.query()), say.copied)
  const state = () => {
    if (findings.loading) return say.looking
    if (findings.error) return say.failed
    return wrong() === 0 ? say.fine : say.needs(wrong())
  }
  return (
    <div class="grid gap-4 text-sm">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <p role="status" class="font-semibold">
          {state()}
        </p>
        <button type="button" class="button-quiet" onClick={() => void refetch()}>
          {say.look}
        </button>
      </div>
      <Show when={findings.error}>
        <p class="note text-us">{sentenceOf(findings.error)}</p>
      </Show>
      <Show when={known()}>
        <ul class="card grid gap-0 divide-y divide-line p-0">
          <For each={sorted()}>{it => <Row finding={it} go={props.go} />}</For>
        </ul>
      </Show>
      <section class="card flex flex-wrap items-center justify-between gap-2">
        <p class="quiet max-w-prose">{say.reportWhy}</p>
        <button type="button" class="button-quiet" onClick={() => void copy()}>
          {say.report}
        </button>
      </section>
    </div>
  )
}

function Row(props: { finding: Finding; go: (part: Part) => void }) {
  const say = words.health
  const it = () => props.finding
  const isAboutDashboard = () => /dashboard|plan/i.test(it().toDo ?? it().says)
  const isAboutSettings = () => /content (config|folders)|folder/i.test(it().toDo ?? it().says)
  return (
    <li class="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3">
      <span class={`w-4 text-center font-semibold ${it().isFine ? 'text-good' : 'text-you'}`}>
        <span aria-hidden="true">{it().isFine ? '✓' : '!'}</span>
        <span class="sr-only">{it().isFine ? say.ok : say.bad}</span>
      </span>
      <div class="min-w-0 flex-1 basis-52 [overflow-wrap:anywhere]">
        <p>
          <span class="font-medium">{it().what}</span> <span class="quiet">{it().says}</span>
        </p>
        <Show when={it().toDo}>{text => <p class="text-you">{text()}</p>}</Show>
      </div>
      <Show when={!it().isFine && isAboutDashboard()}>
        <button
          type="button"
          class="button-quiet"
          onClick={() => openUrl(`${account()?.dashboard}/connections`)}
        >
          {say.open}
        </button>
      </Show>
      <Show when={!it().isFine && !isAboutDashboard() && isAboutSettings()}>
        <button type="button" class="button-quiet" onClick={() => props.go('settings')}>
          {say.toSettings}
        </button>
      </Show>
    </li>
  )
}
