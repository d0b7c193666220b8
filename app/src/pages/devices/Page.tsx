import { A } from '@solidjs/router'
import { For } from 'solid-js'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty } from '../../ui/state/Empty.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { makeDevices } from './page.state.ts'
import { Device } from './parts/Device.tsx'
import { devicesWords } from './words.ts'

const WINDOW = 'content gui'

/** The creator's computers: what each is doing, and how another one is signed in. */
export function Page() {
  const words = devicesWords
  const state = makeDevices()
  return (
    <>
      <PageHead title={words().title} about={words().about}>
        <A class="button-quiet" href="/device">
          {words().enterCode}
        </A>
      </PageHead>
      <Query of={state.list} loading={words().loading}>
        {devices => (
          <ul class="grid gap-4 xl:grid-cols-2">
            <For
              each={devices()}
              fallback={
                <li class="xl:col-span-2">
                  <Empty title={words().none}>
                    <How />
                  </Empty>
                </li>
              }
            >
              {device => <Device device={device} state={state} />}
            </For>
          </ul>
        )}
      </Query>
      <p class="quiet text-sm">
        <b>{words().add}:</b> <How />
      </p>
    </>
  )
}

/** How another computer comes in, with what is typed there. */
function How() {
  return (
    <>
      {devicesWords().addHow.before}{' '}
      <code class="rounded bg-raised px-1.5 py-0.5 text-ink">{WINDOW}</code>{' '}
      {devicesWords().addHow.after}
    </>
  )
}
