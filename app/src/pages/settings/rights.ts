import { PLANS } from '@content/api/contract'
import { useIsAtLeast, useMe } from '../../session.tsx'

/** What of this page is open to whoever looks. */
export function makeRights() {
  const me = useMe()
  const isAtLeast = useIsAtLeast()
  return {
    isAdmin: () => isAtLeast('admin'),
    hasApi: () => PLANS[me().plan].hasApiAccess,
    hasLook: () => PLANS[me().plan].hasWhiteLabel,
  }
}

export type Rights = ReturnType<typeof makeRights>
