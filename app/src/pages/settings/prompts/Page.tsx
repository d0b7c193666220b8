import { PLATFORM_NAMES } from '@content/api/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { PageHead } from '../../../ui/PageHead.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Query } from '../../../ui/state/Query.tsx'
import { uiWords } from '../../../ui/words.ts'
import { ChannelPrompt } from '../../connections/parts/ChannelPrompt.tsx'
import { makePrompts, type PromptsState } from './page.state.ts'
import { NoChannel } from './parts/NoChannel.tsx'
import { TryOut } from './parts/TryOut.tsx'
import { Voice } from './parts/Voice.tsx'
import { promptsWords } from './words.ts'

/** How the words of every video sound, and a box to hear it in. */
export function Page() {
  const words = promptsWords
  const state = makePrompts()
  const hasOwn = () => state.plan().hasOwnPrompts
  return (
    <>
      <PageHead title={uiWords().settings.prompts} about={words().about} />
      <Show when={!hasOwn()}>
        <p class="card text-sm">
          {words().plan(state.plan().title)}{' '}
          <A class="font-semibold underline" href="/settings/billing">
            {words().seePlans}
          </A>
        </p>
      </Show>
      <Query of={state.workspace} loading={words().loading}>
        {it => (
          <>
            <Show when={hasOwn()}>
              <Voice voice={it()} state={state} />
              <Channels state={state} />
            </Show>
            <Show when={state.mayWrite()}>
              <TryOut state={state} />
            </Show>
          </>
        )}
      </Query>
    </>
  )
}

function Channels(props: { state: PromptsState }) {
  const words = () => promptsWords().channels
  return (
    <Show when={props.state.mayWrite()}>
      <Section title={words().title} about={words().about}>
        <For each={props.state.channels()} fallback={<NoChannel />}>
          {it => (
            <div class="space-y-1">
              <p class="flex items-center gap-2 text-sm font-medium">
                <PlatformMark platform={it.platform} isSmall={true} />
                <span class="min-w-0 break-words">
                  {it.label} <span class="quiet font-normal">{PLATFORM_NAMES[it.platform]}</span>
                </span>
              </p>
              <ChannelPrompt connection={it} save={text => props.state.savePrompt(it.id, text)} />
            </div>
          )}
        </For>
      </Section>
    </Show>
  )
}
