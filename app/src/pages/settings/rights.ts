import { PLANS, reaches } from '@content/api/contract'
import { useMe } from '../../session.tsx'

/** What of this page is open to whoever looks. */
export function makeRights() {
  const me = useMe()
  return {
    isAdmin: () => reaches(me().user?.role ?? 'viewer', 'admin'),
    hasApi: () => PLANS[me().plan].hasApiAccess,
    hasLook: () => PLANS[me().plan].hasWhiteLabel,
  }
}

export type Rights = ReturnType<typeof makeRights>
