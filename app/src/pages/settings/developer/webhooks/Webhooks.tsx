import { WEBHOOKS_MAX } from '@content/api/contract'
import { For, Show, Suspense } from 'solid-js'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { StatusMessage } from '../../../../ui/state/StatusMessage.tsx'
import { uiWords } from '../../../../ui/words.ts'
import type { Rights } from '../../rights.ts'
import { ShownOnce } from '../ShownOnce.tsx'
import { developerWords } from '../words.ts'
import { NewWebhook } from './NewWebhook.tsx'
import { WebhookCard } from './WebhookCard.tsx'
import { makeWebhooks } from './webhooks.state.ts'

const words = () => developerWords().hooks

/** Addresses of the workspace's own that hear what happens. */
export function Webhooks(props: { rights: Rights }) {
  const state = makeWebhooks()
  return (
    <Section title={words().title} about={words().about}>
      <Show when={state.fresh()}>
        {fresh => <ShownOnce {...fresh()} done={() => state.forgetFresh()} />}
      </Show>
      <StatusMessage words={state.message()} />
      <Suspense fallback={<p class="quiet text-sm">{uiWords().oneMoment}</p>}>
        <Loaded of={state.data}>
          {webhooks => (
            <>
              <ul class="space-y-3">
                <For each={webhooks()} fallback={<li class="quiet text-sm">{words().none}</li>}>
                  {it => <WebhookCard webhook={it} rights={props.rights} state={state} />}
                </For>
              </ul>
              <Show when={props.rights.hasApi() && webhooks().length < WEBHOOKS_MAX}>
                <NewWebhook state={state} />
              </Show>
            </>
          )}
        </Loaded>
      </Suspense>
    </Section>
  )
}
