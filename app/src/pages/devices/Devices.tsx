import { For, Show } from 'solid-js'
import { Confirm } from '../../ui/form/Confirm.tsx'
import { Section } from '../../ui/Section.tsx'
import { Loaded } from '../../ui/state/Loaded.tsx'
import { instant } from '../../words/format.ts'
import type { DevicesState } from './page.state.ts'

/** The computers whose agent is signed in. */
export function Devices(props: { isAdmin: boolean; state: DevicesState }) {
  return (
    <Section
      title="Signed in"
      about="Each publishes what lands in its folders. Signing up and in makes keys of its own."
    >
      <Loaded of={props.state.data}>
        {devices => (
          <ul class="divide-y divide-stone-200 dark:divide-stone-800">
            <For
              each={devices()}
              fallback={
                <li class="quiet text-sm">
                  No computer is signed in. On one: <code>content login</code>
                </li>
              }
            >
              {device => (
                <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
                  <div class="min-w-0 flex-1 text-sm">
                    <p class="font-medium break-words">{device.name}</p>
                    <p class="quiet text-xs">
                      Since {instant(device.createdAt)} ·{' '}
                      {device.lastUsedAt ? `last seen ${instant(device.lastUsedAt)}` : 'never seen'}
                    </p>
                  </div>
                  <Show when={props.isAdmin}>
                    <Confirm
                      words="Sign out"
                      about={device.name}
                      title={`Sign ${device.name} out?`}
                      confirm="Sign it out"
                      work={() => props.state.forget(device.deviceId, device.name)}
                    >
                      <p>
                        Its key stops at once, and it publishes nothing more until somebody signs it
                        in again. Videos on it stay where they are.
                      </p>
                    </Confirm>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </Section>
  )
}
