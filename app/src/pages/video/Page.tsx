import { titleOfWords, type VideoStory } from '@content/api/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Frame } from '../../ui/Frame.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { bytes, duration, instant } from '../../words/format.ts'
import { makeVideo, type VideoState } from './page.state.ts'
import { Channel } from './parts/Channel.tsx'
import { Figures } from './parts/Figures.tsx'
import { Waiting } from './parts/Waiting.tsx'
import { words } from './words.ts'

/** One video from its file to its figures, and what can be done about it now. */
export function Page() {
  const state = makeVideo()
  return (
    <>
      <A class="quiet text-sm underline" href="/videos">
        {words().back}
      </A>
      <Query of={state.story} loading={words().loading}>
        {story => <Story story={story()} state={state} />}
      </Query>
    </>
  )
}

function Story(props: { story: VideoStory; state: VideoState }) {
  const title = () => {
    const named = props.story.publications.find(it => it.words)?.words
    return (named && titleOfWords(named)) || props.story.fileName
  }
  return (
    <>
      <PageHead title={title()} about={props.story.fileName} />
      <File story={props.story} />
      <Show when={props.state.waiting().length > 0}>
        <Waiting rows={props.state.waiting()} state={props.state} />
      </Show>
      <section aria-labelledby="channels">
        <h2 id="channels" class="mb-3 text-lg font-semibold">
          {words().channels}
        </h2>
        <ul class="space-y-4">
          <For
            each={props.story.publications.map(({ id }) => id)}
            fallback={<li class="quiet text-sm">{words().nowhere}</li>}
          >
            {id => (
              <Show when={props.story.publications.find(it => it.id === id)}>
                {publication => (
                  <Channel publication={publication()} story={props.story} state={props.state} />
                )}
              </Show>
            )}
          </For>
        </ul>
      </section>
      <Show when={props.story.publications.some(({ state }) => state === 'published')}>
        <Figures of={props.state.figures} />
      </Show>
    </>
  )
}

function File(props: { story: VideoStory }) {
  const where = () => {
    const { device } = props.story
    return device ? words().on(device.name, device.isOnline) : words().gone
  }
  return (
    <section class="card" aria-label={words().facts}>
      <Show
        when={props.story.previews.length > 0}
        fallback={<Frame src={undefined} class="size-24" />}
      >
        <div
          class="flex flex-wrap gap-2 sm:gap-3"
          role="img"
          aria-label={words().frames(props.story.previews.length)}
        >
          <For each={props.story.previews}>
            {src => <img src={src} alt="" class="h-28 w-auto rounded-lg sm:h-40" />}
          </For>
        </div>
      </Show>
      <p class="mt-4 text-sm tabular-nums">
        {`${duration(props.story.durationMs)} · ${bytes(props.story.sizeBytes)} · `}
        <time datetime={props.story.foundAt}>{instant(props.story.foundAt)}</time>
      </p>
      <p class="quiet mt-1 text-sm">{where()}</p>
    </section>
  )
}
