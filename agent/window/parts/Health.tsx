import { createResource, For, Show } from 'solid-js'
import { act } from '../act.ts'
import { agent } from '../door.ts'
import { words } from '../words.ts'

/** What `content doctor` looks at. */
export function Health() {
  const say = words.health
  const [findings, { refetch }] = createResource(() => agent.doctor.query())
  const wrong = () => findings()?.filter(it => !it.isFine).length ?? 0
  const copy = () =>
    act(async () => navigator.clipboard.writeText(await agent.report.query()), say.copied)
  return (
    <div class="grid gap-4 text-sm">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <p role="status" class="font-semibold">
          {findings.loading ? say.looking : wrong() === 0 ? say.fine : say.needs(wrong())}
        </p>
        <button type="button" class="button-quiet" onClick={() => void refetch()}>
          {say.look}
        </button>
      </div>
      <ul class="card grid gap-3">
        <For each={findings()}>
          {it => (
            <li>
              <p>
                <span class={it.isFine ? 'text-good' : 'text-you'}>
                  <span aria-hidden="true">{it.isFine ? '✓' : '!'}</span>
                  <span class="sr-only">{it.isFine ? say.ok : say.bad}</span>
                </span>{' '}
                <span class="font-medium">{it.what}</span>{' '}
                <span class="quiet break-words">{it.says}</span>
              </p>
              <Show when={it.toDo}>{text => <p class="ps-5 text-you">{text()}</p>}</Show>
            </li>
          )}
        </For>
      </ul>
      <section class="card flex flex-wrap items-center justify-between gap-2">
        <p class="quiet max-w-prose">{say.reportWhy}</p>
        <button type="button" class="button-quiet" onClick={copy}>
          {say.report}
        </button>
      </section>
    </div>
  )
}
