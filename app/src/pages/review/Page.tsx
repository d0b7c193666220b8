import { PLATFORM_NAMES } from '@content/api/contract'
import { Tabs } from '@kobalte/core/tabs'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, onMount, Show } from 'solid-js'
import { workspaceQuery } from '../../queries.ts'
import { Frame } from '../../ui/Frame.tsx'
import { LazyScheduleDialog, preloadScheduleDialog } from '../../ui/LazyScheduleDialog.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PlatformMark } from '../../ui/PlatformMark.tsx'
import { useKeyHelp } from '../../ui/shell/KeyHelp.tsx'
import { usePageKeys } from '../../ui/shell/keys.ts'
import { Empty } from '../../ui/state/Empty.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { makeReview, type ReviewState, words } from './page.state.ts'
import { Post } from './parts/Post.tsx'
import type { Item } from './queue.ts'

const DIALOG_AFTER_MS = 2000

/** What waits for a yes: looked at, changed and approved, one after the other. */
export function Page() {
  const state = makeReview()
  const [isScheduling, setIsScheduling] = createSignal(false)
  const workspace = useQuery(workspaceQuery)
  const toHead = () => queueMicrotask(() => document.getElementById('open-item')?.focus())
  const approve = async () => {
    const row = state.row()
    if (row && state.mayDecide() && (await state.approve(row))) toHead()
  }
  const step = (by: 1 | -1) => {
    const row = state.row()
    const next = row && state.beside(row, by)
    if (!next) return
    state.show(next.sha256)
    toHead()
  }
  const keys: Record<string, () => void> = {
    j: () => step(1),
    k: () => step(-1),
    a: () => void approve(),
    e: () => document.querySelector<HTMLElement>('[data-words]')?.focus(),
    s: () => state.mayDecide() && state.row() && setIsScheduling(true),
  }
  usePageKeys(keys)
  useKeyHelp(() => words().keys)
  // Fetched after the page stands, so that `s` opens it at once all the same.
  onMount(() => setTimeout(preloadScheduleDialog, DIALOG_AFTER_MS))
  return (
    <>
      <PageHead title={words().title} about={words().about} />
      <p aria-live="polite" class="text-sm font-medium">
        {state.said()}
      </p>
      <Show when={!state.mayDecide()}>
        <p class="quiet text-sm">{words().viewer}</p>
      </Show>
      <Query of={state.waiting} loading={words().loading}>
        {() => (
          <Show when={state.open()} fallback={<Nothing />}>
            {item => (
              <div class="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
                <Queue state={state} open={item()} />
                <Opened
                  state={state}
                  item={item()}
                  approve={() => void approve()}
                  schedule={() => setIsScheduling(true)}
                />
              </div>
            )}
          </Show>
        )}
      </Query>
      <Show when={isScheduling() && state.row()}>
        {row => (
          <LazyScheduleDialog
            title={row().fileName}
            timeZone={workspace.data?.timeZone ?? 'UTC'}
            close={() => setIsScheduling(false)}
            choose={at => {
              const it = row()
              setIsScheduling(false)
              void state.wish(it, { kind: 'schedule', at }, true)
            }}
          />
        )}
      </Show>
    </>
  )
}

function Nothing() {
  return (
    <Empty title={words().empty}>
      <p>{words().emptyAbout}</p>
      <A class="button-quiet" href="/calendar">
        {words().toCalendar}
      </A>
    </Empty>
  )
}

function Queue(props: { state: ReviewState; open: Item }) {
  return (
    <section aria-label={words().queue}>
      <p class="quiet mb-2 text-sm">{words().left(props.state.items().length)}</p>
      <ul class="max-h-48 space-y-1 overflow-y-auto p-1 lg:max-h-[70dvh]">
        <For each={props.state.items()}>
          {item => (
            <li>
              <button
                type="button"
                class="flex w-full items-center gap-3 rounded-lg px-2 py-2 text-start text-sm hover:bg-raised"
                classList={{ 'bg-raised font-semibold': item.sha256 === props.open.sha256 }}
                aria-current={item.sha256 === props.open.sha256 ? 'true' : undefined}
                onClick={() => props.state.show(item.sha256)}
              >
                <Frame src={item.rows[0]?.previews[1]} class="h-12 w-9" />
                <span class="min-w-0 flex-1">
                  <span class="line-clamp-2 break-words">{item.rows[0]?.fileName}</span>
                  <span class="sr-only">
                    {item.rows.map(row => PLATFORM_NAMES[row.platform]).join(', ')}
                  </span>
                  <span class="mt-1 flex gap-1">
                    <For each={item.rows}>
                      {row => <PlatformMark platform={row.platform} isSmall={true} />}
                    </For>
                  </span>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

interface OpenedProps {
  state: ReviewState
  item: Item
  approve: () => void
  schedule: () => void
}

function Opened(props: OpenedProps) {
  const row = () => props.state.row()
  return (
    <section class="card min-w-0 [&_*]:scroll-mb-24" aria-labelledby="open-item">
      <h2 id="open-item" tabindex="-1" class="mb-4 text-lg font-semibold break-all">
        {row()?.fileName}
      </h2>
      <Tabs
        value={row()?.connectionId ?? ''}
        onChange={channel => props.state.show(props.item.sha256, channel)}
      >
        <Tabs.List aria-label={words().channels} class="mb-5 flex flex-wrap gap-2">
          <For each={props.item.rows}>
            {it => (
              <Tabs.Trigger
                value={it.connectionId}
                class="flex min-w-0 items-center gap-2 rounded-lg border border-line px-2 py-1.5 text-start text-sm data-[selected]:bg-raised data-[selected]:font-semibold"
              >
                <PlatformMark platform={it.platform} isSmall={true} />
                {PLATFORM_NAMES[it.platform]}
                <span class="quiet truncate font-normal max-sm:sr-only">{it.label}</span>
              </Tabs.Trigger>
            )}
          </For>
        </Tabs.List>
        <Show when={row()}>
          {it => (
            <Tabs.Content value={it().connectionId}>
              <Post row={it()} state={props.state} />
            </Tabs.Content>
          )}
        </Show>
      </Tabs>
      <Show when={props.state.mayDecide()}>
        <div class="sticky bottom-0 -mx-5 mt-6 -mb-5 flex flex-wrap gap-2 rounded-b-2xl border-t border-line bg-card px-5 py-4">
          <button type="button" class="button" onClick={() => props.approve()}>
            {words().approve}
          </button>
          <button type="button" class="button-quiet" onClick={() => props.schedule()}>
            {words().schedule}
          </button>
        </div>
      </Show>
    </section>
  )
}
