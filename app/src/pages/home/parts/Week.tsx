import { type Comparison, PLATFORM_NAMES, type Quota } from '@content/api/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { count, day } from '../../../words/format.ts'
import { words } from '../words.ts'

/** How the last seven days went on each platform, and how much of the month is used. */
export function Week(props: { week: Comparison | undefined; quota: Quota }) {
  const rows = () =>
    (props.week?.platforms ?? []).filter(
      ({ now, total }) => now.published > 0 || Object.values(total).some(it => it !== null),
    )
  return (
    <section class="card" aria-labelledby="week">
      <div class="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="week" class="text-lg font-semibold">
          {words().week.title}
        </h2>
        <A class="text-sm underline" href="/analytics?period=7d">
          {words().week.more}
        </A>
      </div>
      <ul class="mt-4 grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <For
          each={rows()}
          fallback={<li class="quiet col-span-full text-sm">{words().week.none}</li>}
        >
          {row => <OnPlatform row={row} />}
        </For>
      </ul>
      <Uploads quota={props.quota} />
    </section>
  )
}

function OnPlatform(props: { row: Comparison['platforms'][number] }) {
  const week = () => words().week
  const gained = () => props.row.now.gained.views
  const before = () => props.row.before?.gained.views ?? null
  return (
    <li class="rounded-xl bg-raised p-4 text-sm">
      <div class="flex items-center gap-2">
        <PlatformMark platform={props.row.platform} />
        <h3 class="font-semibold">{PLATFORM_NAMES[props.row.platform]}</h3>
      </div>
      <p class="mt-3 text-lg font-bold tabular-nums">
        {gained() === null ? week().notTold : week().views(count(gained() ?? 0))}
      </p>
      <Show when={before() !== null}>
        <p class="quiet">{week().before(count(before() ?? 0))}</p>
      </Show>
      <p class="quiet">{week().published(props.row.now.published)}</p>
    </li>
  )
}

/** How much of the month's uploads is used, and when there are new ones. */
function Uploads(props: { quota: Quota }) {
  const taken = () => props.quota.used + props.quota.held
  return (
    <div class="mt-5 border-t border-line pt-4 text-sm">
      <p class="flex flex-wrap justify-between gap-2">
        <span class="font-medium">{words().week.uploads(taken(), props.quota.limit)}</span>
        <span class="quiet">{words().week.renews(day(props.quota.resetsAt))}</span>
      </p>
      <Show when={props.quota.limit}>
        {limit => (
          <progress
            class="mt-2 h-2 w-full"
            max={limit()}
            value={taken()}
            aria-label={words().week.uploadsBar(taken(), limit())}
          />
        )}
      </Show>
    </div>
  )
}
