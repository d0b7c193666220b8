import { PLANS } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { useMe } from '../../../session.tsx'
import { useTitle } from '../../../ui/shell/title.ts'
import { makeRights } from '../rights.ts'
import { Keys } from './keys/Keys.tsx'
import { makeKeys } from './keys/keys.state.ts'
import { Webhooks } from './webhooks/Webhooks.tsx'

/** What programs of the workspace's own need. */
export function Page() {
  useTitle('Developer')
  const me = useMe()
  const rights = makeRights()
  const keys = makeKeys()
  return (
    <>
      <div>
        <h1 class="text-2xl font-bold tracking-tight">Developer</h1>
        <p class="quiet mt-1 text-sm">
          Everything here is described at{' '}
          <a class="underline" href="/api/docs" rel="external">
            the API’s own page
          </a>
          .
        </p>
      </div>
      <Show when={!rights.hasApi()}>
        <p class="card text-sm">
          {PLANS[me().plan].title} does not include keys for your own programs and webhooks. They
          come with Enterprise.{' '}
          <A class="font-semibold underline" href="/settings/billing">
            See plans
          </A>
        </p>
      </Show>
      <Keys rights={rights} state={keys} />
      <Show
        when={rights.isAdmin()}
        fallback={<p class="quiet text-sm">Webhooks are for admins to see.</p>}
      >
        <Webhooks rights={rights} />
      </Show>
    </>
  )
}
