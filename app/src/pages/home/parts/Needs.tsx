import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { A } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { day } from '../../../words/format.ts'
import type { Need } from '../needs.ts'
import { words } from '../words.ts'

/** The one queue of all that goes on only when somebody does something. */
export function Needs(props: { needs: readonly Need[] }) {
  return (
    <section class="card" aria-labelledby="needs">
      <h2 id="needs" class="flex items-baseline gap-2 text-lg font-semibold">
        {words().needs.title}
        <Show when={props.needs.length > 0}>
          <span class="quiet text-sm font-normal">{words().needs.count(props.needs.length)}</span>
        </Show>
      </h2>
      <ul class="mt-1 divide-y divide-line">
        <For each={props.needs} fallback={<li class="quiet mt-2 text-sm">{words().needs.none}</li>}>
          {need => <Row need={need} />}
        </For>
      </ul>
    </section>
  )
}

interface RowProps {
  platform?: Platform
  title: string
  why: string | null
  href: string
  act: string
}

function Row(props: { need: Need }) {
  const row = createMemo(() => rowOf(props.need))
  return (
    <li class="flex flex-wrap items-start gap-x-3 gap-y-2 py-3 text-sm last:pb-0 sm:flex-nowrap">
      <Show when={row().platform}>{platform => <PlatformMark platform={platform()} />}</Show>
      <div class="min-w-0 flex-1">
        <p class="break-words font-medium">{row().title}</p>
        <Show when={row().why}>
          {why => <p class="quiet mt-0.5 line-clamp-2 break-words">{why()}</p>}
        </Show>
      </div>
      <A class="button-quiet shrink-0" href={row().href}>
        {row().act}
        <span class="sr-only">: {row().title}</span>
      </A>
    </li>
  )
}

/** What is said of a need, and where it is seen to. */
function rowOf(need: Need): RowProps {
  const { needs } = words()
  switch (need.kind) {
    case 'lost': {
      const { platform, label, lostReason } = need.connection
      const title = needs.lost(label, PLATFORM_NAMES[platform])
      return { platform, title, why: lostReason, href: '/connections', act: needs.connect }
    }
    case 'quota': {
      const { remaining, resetsAt } = need.quota
      const title = remaining === 0 ? needs.quotaGone : needs.quotaNear(remaining ?? 0)
      const why = needs.quotaUntil(day(resetsAt))
      return { title, why, href: '/settings/billing', act: needs.plans }
    }
    case 'review':
    case 'trouble': {
      const { platform, fileName, reason, label, deviceName } = need.row
      const why = reason ?? `${label} · ${deviceName}`
      const href = '/review'
      return { platform, title: needs[need.kind](fileName), why, href, act: needs.openReview }
    }
    default: {
      const { platform, title, reason } = need.publication
      const isDoubt = need.kind === 'doubt'
      const named = title || need.video.fileName
      return {
        platform,
        title: needs[need.kind](named, PLATFORM_NAMES[platform]),
        why: reason,
        href: `/videos/${need.video.id}`,
        act: isDoubt ? needs.look : needs.openVideo,
      }
    }
  }
}
