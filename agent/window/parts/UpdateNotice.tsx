import { createEffect, createResource, type JSX, Match, Show, Switch } from 'solid-js'
import { account } from '../account.ts'
import { act } from '../act.ts'
import { agent } from '../door.ts'
import { changeLook, look } from '../look.ts'
import { isTaking, takeUpdate, update } from '../updates.ts'
import { words } from '../words.ts'

/** A newer version is out, or another one than before runs here. */
export function UpdateNotice() {
  const say = words.update
  const [version] = createResource(() => agent.version.query().catch(() => undefined))
  const seen = () => changeLook({ seenVersion: version.latest ?? null })
  // Whoever sees the window for the first time knows of no version before.
  createEffect(() => {
    if (look()?.seenVersion === null && version.latest) void seen().catch(() => undefined)
  })
  const out = () => {
    const it = update()
    return it?.kind === 'out' ? it.version : null
  }
  const before = () => {
    const [seen, now] = [look()?.seenVersion, version.latest]
    return seen && now && seen !== now ? { seen, now } : null
  }
  return (
    <Switch>
      <Match when={before()}>
        {it => (
          <Note says={isBack(it()) ? say.isBack(it().seen, it().now) : say.isHere(it().now)}>
            <Show when={!isBack(it()) && account()}>
              {account => (
                <a
                  class="button-quiet"
                  href={`${account().dashboard}/changelog`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {say.news}
                </a>
              )}
            </Show>
            <button type="button" class="button-quiet" onClick={() => void act(seen)}>
              {say.seen}
            </button>
          </Note>
        )}
      </Match>
      <Match when={out()}>
        {version => (
          <Note says={isTaking() ? say.taking : say.out(version())}>
            <button
              type="button"
              class="button"
              disabled={isTaking()}
              onClick={() => void takeUpdate()}
            >
              {say.take}
            </button>
          </Note>
        )}
      </Match>
    </Switch>
  )
}

const isBack = ({ seen, now }: { seen: string; now: string }) =>
  now.localeCompare(seen, 'en', { numeric: true }) < 0

function Note(props: { says: string; children: JSX.Element }) {
  return (
    <div class="note flex flex-wrap items-center justify-between gap-2">
      <p role="status">{props.says}</p>
      <div class="flex flex-wrap gap-2">{props.children}</div>
    </div>
  )
}
