import { type Connection, type Metadata, PLATFORM_NAMES } from '@content/api/contract'
import { createSignal, For, Show } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { PlatformMark } from '../../../../ui/PlatformMark.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import type { PromptsState, Tried } from '../page.state.ts'
import { promptsWords } from '../words.ts'
import { NoChannel } from './NoChannel.tsx'

/** A file name in, the words for each channel out: how the voice sounds, before it is heard. */
export function TryOut(props: { state: PromptsState }) {
  const words = () => promptsWords().tryOut
  const [tried, setTried] = createSignal<Tried | null>(null)
  const run = makeAction(async (fileName: string, wish: string) => {
    setTried(await props.state.tryOut(fileName, wish))
  })
  const submit = onSubmit(async text => void (await run.run(text('file'), text('wish'))))
  return (
    <Section title={words().title} about={words().about}>
      <Show when={props.state.channels().length > 0} fallback={<NoChannel />}>
        <form class="max-w-prose space-y-4" onSubmit={submit}>
          <Field label={words().file} name="file" value={words().sample} maxlength={200} required />
          <Show when={props.state.plan().hasOwnPrompts}>
            <Field label={words().wish} name="wish" maxlength={2000} />
          </Show>
          <Show when={run.problem()}>{problem => <Refused problem={problem()} />}</Show>
          <button type="submit" class="button" disabled={run.isBusy()} aria-busy={run.isBusy()}>
            {run.isBusy() ? words().running : words().run}
          </button>
        </form>
        <div aria-live="polite">
          <Show when={tried()}>
            {it => <Written tried={it()} channels={props.state.channels()} />}
          </Show>
        </div>
      </Show>
    </Section>
  )
}

function Written(props: { tried: Tried; channels: Connection[] }) {
  const words = () => promptsWords().tryOut
  const author = () => props.tried.author
  const by = () => {
    const { kind, model, reason } = author()
    if (kind === 'model') return words().model(model ?? '')
    return reason ? `${words().offline} ${reason}` : words().offline
  }
  /** A channel's own words, else those of its platform. */
  const wordsFor = ({ id, platform }: Connection) =>
    props.tried.channels.find(it => it.connectionId === id)?.metadata ??
    props.tried.metadata.find(it => it.platform === platform)
  return (
    <div class="space-y-4">
      <p class="quiet text-sm">{by()}</p>
      <ul class="grid gap-4 lg:grid-cols-2">
        <For each={props.channels}>
          {channel => (
            <li class="space-y-2 rounded-xl border border-line p-4 text-sm">
              <div class="flex items-center gap-3">
                <PlatformMark platform={channel.platform} />
                <p class="min-w-0 font-medium break-words">
                  {channel.label}
                  <span class="quiet font-normal"> · {PLATFORM_NAMES[channel.platform]}</span>
                </p>
              </div>
              <Show when={wordsFor(channel)}>{it => <Lines of={it()} />}</Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

/** Every text there is for a platform, by what it is called. */
function Lines(props: { of: Metadata }) {
  const words = () => promptsWords().tryOut
  const lines = (): (readonly [string, string])[] => {
    const all: Record<string, unknown> = props.of
    const named = [
      [words().heading, all.title],
      [words().description, all.description],
      [words().caption, all.caption],
      [words().tags, Array.isArray(all.tags) ? all.tags.join(', ') : undefined],
    ] as const
    return named.flatMap(([name, text]) =>
      typeof text === 'string' && text !== '' ? [[name, text] as const] : [],
    )
  }
  return (
    <dl class="space-y-2">
      <For each={lines()}>
        {([name, text]) => (
          <div>
            <dt class="quiet text-xs">{name}</dt>
            <dd class="break-words whitespace-pre-wrap">{text}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}
