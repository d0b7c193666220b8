import { type Choice, PLATFORM_NAMES, traitsOf } from '@content/api/contract'
import { Show } from 'solid-js'
import { account } from '../account.ts'
import { openUrl, wish } from '../act.ts'
import type { told } from '../told.ts'
import { duration, speed, words } from '../words.ts'
import { Action } from './Action.tsx'
import { Trouble } from './Trouble.tsx'

type Video = (typeof told.videos)[number]
type At = Video['publications'][number]

/** One video at one channel. */
export function Place(props: { video: Video; at: At }) {
  const say = words.videos
  const at = () => props.at
  const name = () => `${PLATFORM_NAMES[at().platform]} ${at().label}`
  return (
    <li class="text-sm">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <p>
          <span class="font-medium">{name()}</span>{' '}
          <span class={at().state === 'published' ? 'text-good' : 'quiet'}>
            {words.states[at().state]}
          </span>
        </p>
        <Decide video={props.video} at={at()} />
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
        <p class="quiet mt-1">
          {at().percent} %<Show when={at().speed}>{it => <span> · {speed(it())}</span>}</Show>
          <Show when={at().secondsLeft}>{it => <span> · {say.left(duration(it()))}</span>}</Show>
        </p>
      </Show>
      <Trouble it={at()} isQuestion={at().state === 'awaiting_review'} />
      <Show when={at().changed}>
        {text => (
          <details class="mt-1">
            <summary class="quiet">{say.changed}</summary>
            <p class="mt-1">{text()}</p>
          </details>
        )}
      </Show>
    </li>
  )
}

/** What only the creator can say: yes, or what they saw at their channel. */
function Decide(props: { video: Video; at: At }) {
  const say = words.videos
  const aim = () => ({ sha256: props.video.sha256, connectionId: props.at.connectionId })
  const file = () => props.video.file
  const review = () => `${account()?.dashboard}/review?item=${props.video.sha256}`
  const saw = (verdict: 'isLive' | 'isNotThere') =>
    wish({
      ...aim(),
      wish: {
        kind: 'resolve',
        saw: verdict === 'isLive' ? { verdict, url: props.at.url } : { verdict },
      },
    })
  // Safe cast: a platform that asks nothing for each video takes a choice of its name alone.
  const choice = () => ({ platform: props.at.platform }) as Choice
  return (
    <>
      <Show when={props.at.state === 'awaiting_review'}>
        <div class="flex gap-2">
          <Action file={file()} onClick={() => openUrl(review())}>
            {say.lookAt}
          </Action>
          <Show when={!traitsOf(props.at.platform).choicePerVideo}>
            <Action
              file={file()}
              onClick={() => wish({ ...aim(), wish: { kind: 'approve', choice: choice() } })}
            >
              {say.approve}
            </Action>
          </Show>
        </div>
      </Show>
      <Show when={props.at.state === 'unknown'}>
        <p class="w-full">{say.doubt}</p>
        <div class="flex gap-2">
          <Action file={file()} onClick={() => saw('isLive')}>
            {say.isLive}
          </Action>
          <Action file={file()} onClick={() => saw('isNotThere')}>
            {say.isNotThere}
          </Action>
        </div>
      </Show>
    </>
  )
}
