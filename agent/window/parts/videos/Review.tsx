import { type Choice, type Metadata, PLATFORM_NAMES } from '@content/api/contract'
import { createMemo, createSignal, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { account } from '../../account.ts'
import { openUrl, wish } from '../../act.ts'
import { type ChannelDetails, type Details, detailsOf } from '../../details.ts'
import type { Given } from '../../platforms/form.ts'
import { FORMS } from '../../platforms/index.ts'
import type { At, Video } from '../../told.ts'
import { locale, words } from '../../words.ts'
import { isTooLong, WordsForm } from './Words.tsx'

/** What is decided about one video at one channel before it goes out: its words, and the form. */
export function Review(props: { video: Video; at: At }) {
  const read = detailsOf(
    () => props.video,
    () => props.video.sha256 ?? '',
  )
  const channel = () =>
    read.latest?.channels.find(
      it => it.connectionId === props.at.connectionId && it.state === 'awaiting_review',
    )
  return (
    <Show when={channel()} fallback={<p class="quiet">{words.opened.loading}</p>}>
      {it => (
        <ReviewForm video={props.video} at={props.at} channel={it()} facts={read.latest?.facts} />
      )}
    </Show>
  )
}

interface Props {
  video: Video
  at: At
  channel: ChannelDetails
  facts: Details['facts'] | undefined
}

function ReviewForm(props: Props) {
  const say = words.review
  const [written, setWritten] = createSignal<Metadata | null>(null)
  const [given, setGiven] = createSignal<Given>({})
  const [isBusy, setBusy] = createSignal(false)
  const form = () => FORMS[props.at.platform]
  const asked = () => ({
    ...{ rule: props.channel.rule, offer: props.channel.offer, language: locale },
    durationMs: props.facts?.durationMs ?? null,
  })
  const value = () => written() ?? props.channel.words
  const name = () => `${PLATFORM_NAMES[props.at.platform]} ${props.at.label}`
  const choice = () => {
    const changed = written()
    // Safe cast: the form gives it by the choice's own names, and the agent checks all of it.
    return {
      ...{ platform: props.at.platform, ...given() },
      ...(changed && { words: changed }),
    } as Choice
  }
  const whyNot = createMemo(() => {
    const now = value()
    if (!now) return words.opened.noWords
    if (isTooLong(now)) return words.opened.tooLong
    return form().whyNot?.(choice(), asked()) ?? null
  })
  const approve = async () => {
    setBusy(true)
    const aim = { sha256: props.video.sha256, connectionId: props.at.connectionId }
    await wish({ ...aim, wish: { kind: 'approve', choice: choice() } }, say.approved(name()))
    setBusy(false)
  }
  return (
    <section class="grid gap-5" aria-label={say.title(name())}>
      <Show when={value()} fallback={<p class="quiet">{words.opened.noWords}</p>}>
        {it => <WordsForm value={it()} change={setWritten} />}
      </Show>
      <Show when={form().Choices}>
        {choices => (
          <div class="border-t border-line pt-4">
            <Dynamic
              component={choices()}
              {...asked()}
              given={given()}
              isReadOnly={false}
              give={(change: Given) => setGiven(all => ({ ...all, ...change }))}
            />
          </div>
        )}
      </Show>
      <div class="flex flex-wrap items-center gap-3 border-t border-line pt-4">
        <button
          type="button"
          class="button"
          disabled={whyNot() !== null || isBusy()}
          onClick={approve}
        >
          {say.approve}
        </button>
        <button
          type="button"
          class="button-bare"
          onClick={() => openUrl(`${account()?.dashboard}/review?item=${props.video.sha256}`)}
        >
          {words.videos.inBrowser}
        </button>
        <Show when={whyNot()}>{why => <p class="quiet basis-full">{say.cannot(why())}</p>}</Show>
      </div>
    </section>
  )
}
