import { PLATFORM_NAMES } from '@content/api/contract'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { openUrl, wish } from '../../act.ts'
import type { At, Video } from '../../told.ts'
import { duration, speed, words } from '../../words.ts'
import { Mark } from '../Mark.tsx'
import { Action } from './Action.tsx'
import { stateWords } from './History.tsx'
import { Trouble } from './Trouble.tsx'

const Review = lazy(async () => ({ default: (await import('./Review.tsx')).Review }))

/** One video at one channel. */
export function Place(props: { video: Video; at: At }) {
  const say = words.videos
  const at = () => props.at
  const name = () => `${PLATFORM_NAMES[at().platform]} ${at().label}`
  const [isReviewing, setReviewing] = createSignal(false)
  const isAsked = () => at().state === 'awaiting_review'
  return (
    <li class="text-sm">
      <div class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p class="flex min-w-0 flex-1 basis-40 items-center gap-2">
          <Mark platform={at().platform} />
          <span class="min-w-0 [overflow-wrap:anywhere]">
            <span class="font-medium">{name()}</span>{' '}
            <span class={at().state === 'published' ? 'text-good' : 'quiet'}>
              {stateWords(at())}
            </span>
          </span>
        </p>
        <Show when={isAsked()}>
          <Action
            file={`${props.video.file}, ${name()}`}
            isMain={!isReviewing()}
            isExpanded={isReviewing()}
            onClick={() => setReviewing(!isReviewing())}
          >
            {isReviewing() ? words.opened.cancel : say.lookAt}
          </Action>
        </Show>
        <Show when={at().state === 'published' && at().url}>
          {url => (
            <Action file={`${props.video.file}, ${name()}`} onClick={() => openUrl(url())}>
              {say.live}
            </Action>
          )}
        </Show>
      </div>
      <Show when={at().state === 'uploading'}>
        <progress class="mt-1" max={100} value={at().percent} aria-label={name()} />
        <p class="quiet mt-1 tabular-nums">
          {at().percent} %<Show when={at().speed}>{it => <span> · {speed(it())}</span>}</Show>
          <Show when={at().secondsLeft}>{it => <span> · {say.left(duration(it()))}</span>}</Show>
        </p>
      </Show>
      <Show when={at().state !== 'published' && at().code !== 'cancelled'}>
        <Trouble it={at()} platform={at().platform} isQuestion={isAsked()} />
      </Show>
      <Doubt video={props.video} at={at()} />
      <Show when={isAsked() && isReviewing()}>
        <div class="mt-3 rounded-xl border border-line bg-surface p-4">
          <Suspense fallback={<p class="quiet">{words.opened.loading}</p>}>
            <Review video={props.video} at={at()} />
          </Suspense>
        </div>
      </Show>
    </li>
  )
}

/** What only the creator can say: what they saw at their channel. */
function Doubt(props: { video: Video; at: At }) {
  const say = words.videos
  const saw = (verdict: 'isLive' | 'isNotThere') =>
    wish({
      ...{ sha256: props.video.sha256, connectionId: props.at.connectionId },
      wish: {
        kind: 'resolve',
        saw: verdict === 'isLive' ? { verdict, url: props.at.url } : { verdict },
      },
    })
  return (
    <Show when={props.at.state === 'unknown'}>
      <p class="mt-1">{say.doubt}</p>
      <div class="mt-1 -ms-2 flex flex-wrap gap-2">
        <Action file={props.video.file} onClick={() => saw('isLive')}>
          {say.isLive}
        </Action>
        <Action file={props.video.file} onClick={() => saw('isNotThere')}>
          {say.isNotThere}
        </Action>
      </div>
    </Show>
  )
}
