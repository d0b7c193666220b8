import { PLATFORM_NAMES, type PublicationRow } from '@content/api/contract'
import { Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { count } from '../../../words/format.ts'
import { queueWords, reasonFor, stateWords } from '../../../words/publication.ts'
import type { VideosState } from '../page.state.ts'
import { Doubt } from './Doubt.tsx'
import { RemedyButton } from './RemedyButton.tsx'

const TONES: Record<PublicationRow['state'], string> = {
  reserved: 'text-stone-600 dark:text-stone-400',
  uploading: 'text-sky-700 dark:text-sky-300',
  confirming: 'text-sky-700 dark:text-sky-300',
  published: 'text-emerald-700 dark:text-emerald-300',
  failed: 'text-red-700 dark:text-red-300',
  unknown: 'text-amber-700 dark:text-amber-300',
}

/** One publication: where, how far, its link, or why not and what helps. */
export function PublicationLine(props: { publication: PublicationRow; state: VideosState }) {
  const row = () => props.publication
  const isMoving = () => row().state === 'uploading' || row().state === 'confirming'
  return (
    <li class="flex gap-3 rounded-xl bg-stone-50 p-3 dark:bg-stone-950">
      <PlatformMark platform={row().platform} />
      <div class="min-w-0 flex-1 text-sm">
        <p class="truncate font-medium">
          {PLATFORM_NAMES[row().platform]} <span class="quiet font-normal">{row().label}</span>
        </p>
        <p class={`font-medium ${TONES[row().state]}`}>{stateWords(row())}</p>
        <Show when={isMoving()}>
          <progress
            class="mt-1 h-1.5 w-full"
            max={100}
            value={row().percent}
            aria-label={`${Math.round(row().percent)} % sent to ${PLATFORM_NAMES[row().platform]}`}
          />
        </Show>
        <Show when={row().queue}>
          {queue => <p class="quiet mt-1">{queueWords(row().platform, queue())}</p>}
        </Show>
        <Show when={reasonFor(row())}>{reason => <p class="quiet mt-1">{reason()}</p>}</Show>
        <RemedyButton publication={row()} state={props.state} />
        <Show when={row().state === 'unknown'}>
          <Doubt publication={row()} resolve={props.state.resolve} />
        </Show>
        <Show when={row().figures?.views}>
          {views => <p class="quiet">{count(views())} views</p>}
        </Show>
        <Show when={row().url}>
          {url => (
            <a class="underline" href={url()} target="_blank" rel="noreferrer">
              Open on {PLATFORM_NAMES[row().platform]} ↗
            </a>
          )}
        </Show>
      </div>
    </li>
  )
}
