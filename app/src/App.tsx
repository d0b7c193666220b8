import { Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'
import { SignedIn } from './SignedIn.tsx'
import { SessionProvider } from './session.tsx'
import { NotFound } from './ui/state/NotFound.tsx'

const page = (load: () => Promise<{ Page: () => import('solid-js').JSX.Element }>) =>
  lazy(async () => ({ default: (await load()).Page }))

const Videos = page(() => import('./pages/videos/Page.tsx'))
const Analytics = page(() => import('./pages/analytics/Page.tsx'))
const Billing = page(() => import('./pages/billing/Page.tsx'))
const Team = page(() => import('./pages/team/Page.tsx'))
const Devices = page(() => import('./pages/devices/Page.tsx'))
const Developer = page(() => import('./pages/developer/Page.tsx'))
const Account = page(() => import('./pages/account/Page.tsx'))
const Device = page(() => import('./pages/device/Page.tsx'))
const Reset = page(() => import('./pages/reset/Page.tsx'))
const Verify = page(() => import('./pages/verify/Page.tsx'))
const ConfirmEmail = page(() => import('./pages/confirm-email/Page.tsx'))
const Invite = page(() => import('./pages/invite/Page.tsx'))
const Operator = page(() => import('./pages/operator/Page.tsx'))

/** Which page an address shows. Pages inside `SignedIn` ask for a sign-in first. */
export function App() {
  return (
    <SessionProvider>
      <Router>
        <Route path="/reset" component={Reset} />
        <Route path="/verify" component={Verify} />
        <Route path="/confirm-email" component={ConfirmEmail} />
        <Route path="/invite" component={Invite} />
        <Route component={SignedIn}>
          <Route path="/" component={Videos} />
          <Route path="/analytics" component={Analytics} />
          <Route path="/billing" component={Billing} />
          <Route path="/team" component={Team} />
          <Route path="/devices" component={Devices} />
          <Route path="/developer" component={Developer} />
          <Route path="/account" component={Account} />
          <Route path="/device" component={Device} />
          <Route path="/operator" component={Operator} />
          <Route path="*" component={NotFound} />
        </Route>
      </Router>
    </SessionProvider>
  )
}
