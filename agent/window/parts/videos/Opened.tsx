import { PLATFORM_NAMES } from '@content/api/contract'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { wish } from '../../act.ts'
import { type ChannelDetails, type Details, detailsOf } from '../../details.ts'
import type { Video } from '../../told.ts'
import { instant, length, size, words } from '../../words.ts'
import { Mark } from '../Mark.tsx'
import { Cover } from './Cover.tsx'
import { History } from './History.tsx'
import { Schedule } from './Schedule.tsx'
import { isTooLong, WordsForm, WordsShown } from './Words.tsx'

/** All there is to know of one video, and what may still be changed. */
export function Opened(props: { video: Video; sha256: string }) {
  const say = words.opened
  const read = detailsOf(
    () => props.video,
    () => props.sha256,
  )
  return (
    <Show when={read.latest} fallback={<p class="quiet text-sm">{say.loading}</p>}>
      {it => (
        <div class="grid gap-5 text-sm">
          <p class="quiet">
            {factsOf(it())} · {say.found(instant(it().foundAt))}
            <span class="block [overflow-wrap:anywhere]">{props.video.path}</span>
          </p>
          <Show when={props.video.state !== 'published'}>
            <Schedule video={props.video} />
            <Show when={it().facts}>
              {facts => (
                <Cover video={props.video} sha256={props.sha256} durationMs={facts().durationMs} />
              )}
            </Show>
          </Show>
          <For each={it().channels}>
            {channel => <Channel video={props.video} channel={channel} />}
          </For>
          <Section title={say.history}>
            <History events={it().history} />
          </Section>
        </div>
      )}
    </Show>
  )
}

function factsOf({ sizeBytes, facts }: Details): string {
  const pixels = facts && `${facts.width} × ${facts.height}, ${facts.fps} fps`
  return words.opened.file(size(sizeBytes), pixels, facts && length(facts.durationMs))
}

function Section(props: { title: string; children: JSX.Element }) {
  return (
    <section>
      <h3 class="mb-1 font-semibold">{props.title}</h3>
      {props.children}
    </section>
  )
}

/** What a channel gets: the file with what was changed of it and why, and the words. */
function Channel(props: { video: Video; channel: ChannelDetails }) {
  const say = words.opened
  const it = () => props.channel
  const at = () => props.video.publications.find(at => at.connectionId === it().connectionId)
  return (
    <Show when={at()}>
      {at => (
        <section
          class="rounded-xl border border-line bg-surface p-3"
          aria-label={`${PLATFORM_NAMES[at().platform]} ${at().label}`}
        >
          <h3 class="flex items-center gap-2 font-semibold">
            <Mark platform={at().platform} />
            {PLATFORM_NAMES[at().platform]} {at().label}
            <Show when={it().publishedAt}>
              {time => <span class="quiet font-normal">{say.published(instant(time()))}</span>}
            </Show>
          </h3>
          <div class="mt-3 grid gap-4 sm:grid-cols-2">
            <Changed channel={it()} />
            <Words video={props.video} channel={it()} />
          </div>
        </section>
      )}
    </Show>
  )
}

function Changed(props: { channel: ChannelDetails }) {
  const say = words.opened
  return (
    <div>
      <h4 class="font-medium">{say.changed}</h4>
      <Show when={props.channel.rendition} fallback={<p class="quiet mt-1">{say.notYet}</p>}>
        {it => (
          <>
            <p class="mt-1">{say.kinds[it().kind]}</p>
            <ul class="mt-1 list-disc ps-5">
              <For each={it().reasons}>{reason => <li>{reason}</li>}</For>
            </ul>
            <Show when={it().sizeBytes}>
              {bytes => <p class="quiet mt-1">{say.sent(size(bytes()))}</p>}
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

function Words(props: { video: Video; channel: ChannelDetails }) {
  const say = words.opened
  const [draft, setDraft] = createSignal<NonNullable<ChannelDetails['words']> | null>(null)
  const save = async () => {
    const words = draft()
    if (!words) return
    const aim = { sha256: props.video.sha256, connectionId: props.channel.connectionId }
    const isSaved = await wish({ ...aim, wish: { kind: 'editWords', words } }, say.wordsSaved)
    if (isSaved) setDraft(null)
  }
  return (
    <div>
      <h4 class="font-medium">{say.words}</h4>
      <Show when={props.channel.words} fallback={<p class="quiet mt-1">{say.noWords}</p>}>
        {it => (
          <Show
            when={draft()}
            fallback={
              <div class="mt-1 grid justify-items-start gap-2">
                <WordsShown value={it()} />
                <Show when={props.channel.mayEditWords}>
                  <button type="button" class="button-quiet" onClick={() => setDraft(it())}>
                    {say.editWords}
                  </button>
                </Show>
              </div>
            }
          >
            {value => (
              <div class="mt-2 grid gap-3">
                <WordsForm value={value()} change={setDraft} />
                <p class="flex gap-2">
                  <button type="button" class="button" disabled={isTooLong(value())} onClick={save}>
                    {say.saveWords}
                  </button>
                  <button type="button" class="button-quiet" onClick={() => setDraft(null)}>
                    {say.cancel}
                  </button>
                </p>
              </div>
            )}
          </Show>
        )}
      </Show>
    </div>
  )
}
