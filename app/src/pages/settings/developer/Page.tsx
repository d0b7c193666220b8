import { PLANS } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { useMe } from '../../../session.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { uiWords } from '../../../ui/words.ts'
import { makeRights } from '../rights.ts'
import { Keys } from './keys/Keys.tsx'
import { makeKeys } from './keys/keys.state.ts'
import { Webhooks } from './webhooks/Webhooks.tsx'
import { developerWords } from './words.ts'

/** What programs of the workspace's own need. */
export function Page() {
  const me = useMe()
  const rights = makeRights()
  const keys = makeKeys()
  return (
    <>
      <PageHead
        title={uiWords().settings.developer}
        about={
          <>
            {developerWords().about}{' '}
            <a class="underline" href="/api/docs" rel="external">
              {developerWords().docs}
            </a>
            .
          </>
        }
      />
      <Show when={!rights.hasApi()}>
        <p class="card text-sm">
          {developerWords().plan(PLANS[me().plan].title)}{' '}
          <A class="font-semibold underline" href="/settings/billing">
            {developerWords().seePlans}
          </A>
        </p>
      </Show>
      <Keys rights={rights} state={keys} />
      <Show
        when={rights.isAdmin()}
        fallback={<p class="quiet text-sm">{developerWords().adminsSee}</p>}
      >
        <Webhooks rights={rights} />
      </Show>
    </>
  )
}
