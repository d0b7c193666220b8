import { reaches } from '@content/api/contract'
import { A } from '@solidjs/router'
import { useMe } from '../../session.tsx'
import { useTitle } from '../../ui/shell/title.ts'
import { StatusMessage } from '../../ui/state/StatusMessage.tsx'
import { Devices } from './Devices.tsx'
import { makeDevices } from './page.state.ts'

/** The creator's computers: which publish here, and how another one is signed in. */
export function Page() {
  useTitle('Computers')
  const me = useMe()
  const state = makeDevices()
  return (
    <>
      <div>
        <h1 class="text-2xl font-bold tracking-tight">Computers</h1>
        <p class="quiet mt-1 text-sm">
          To sign another one in, run <code>content login</code> there and enter its code{' '}
          <A class="underline" href="/device">
            here
          </A>
          .
        </p>
        <StatusMessage words={state.message()} />
      </div>
      <Devices isAdmin={reaches(me().user?.role ?? 'viewer', 'admin')} state={state} />
    </>
  )
}
