import { For, Show } from 'solid-js'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { StatusMessage } from '../../../../ui/state/StatusMessage.tsx'
import type { Rights } from '../../rights.ts'
import { ShownOnce } from '../ShownOnce.tsx'
import { developerWords } from '../words.ts'
import { KeyRow } from './KeyRow.tsx'
import type { KeysState } from './keys.state.ts'
import { NewKey } from './NewKey.tsx'

const words = () => developerWords().keys

/** Keys with which the workspace's own programs speak for it. */
export function Keys(props: { rights: Rights; state: KeysState }) {
  return (
    <Section title={words().title} about={words().about}>
      <Show when={props.state.fresh()}>
        {fresh => <ShownOnce {...fresh()} done={() => props.state.forgetFresh()} />}
      </Show>
      <StatusMessage words={props.state.message()} />
      <Loaded of={props.state.data}>
        {keys => (
          <ul class="divide-y divide-line">
            <For each={keys()} fallback={<li class="quiet text-sm">{words().none}</li>}>
              {key => <KeyRow key={key} {...props} />}
            </For>
          </ul>
        )}
      </Loaded>
      <Show when={props.rights.isAdmin() && props.rights.hasApi()}>
        <NewKey state={props.state} />
      </Show>
    </Section>
  )
}
