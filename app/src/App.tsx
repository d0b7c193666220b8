import { Navigate, Route, Router, useLocation } from '@solidjs/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { createEffect, For, type JSX, lazy } from 'solid-js'
import { queryClient } from './queries.ts'
import { SignedIn } from './SignedIn.tsx'
import { SessionProvider } from './session.tsx'
import { MOVED } from './ui/shell/pages.ts'
import { NotFound } from './ui/state/NotFound.tsx'
import { locale } from './words/locale.ts'

const page = (load: () => Promise<{ Page: () => JSX.Element }>) =>
  lazy(async () => ({ default: (await load()).Page }))

const Home = page(() => import('./pages/home/Page.tsx'))
const Videos = page(() => import('./pages/videos/Page.tsx'))
const Review = page(() => import('./pages/review/Page.tsx'))
const Calendar = page(() => import('./pages/calendar/Page.tsx'))
const Video = page(() => import('./pages/video/Page.tsx'))
const Analytics = page(() => import('./pages/analytics/Page.tsx'))
const Connections = page(() => import('./pages/connections/Page.tsx'))
const Devices = page(() => import('./pages/devices/Page.tsx'))
const Device = page(() => import('./pages/device/Page.tsx'))
const Reset = page(() => import('./pages/reset/Page.tsx'))
const Verify = page(() => import('./pages/verify/Page.tsx'))
const ConfirmEmail = page(() => import('./pages/confirm-email/Page.tsx'))
const Invite = page(() => import('./pages/invite/Page.tsx'))
const Operator = page(() => import('./pages/operator/Page.tsx'))
const Settings = lazy(async () => ({
  default: (await import('./pages/settings/Layout.tsx')).Layout,
}))
const Billing = page(() => import('./pages/settings/billing/Page.tsx'))
const Team = page(() => import('./pages/settings/team/Page.tsx'))
const Developer = page(() => import('./pages/settings/developer/Page.tsx'))
const Profile = page(() => import('./pages/settings/profile/Page.tsx'))
const Security = page(() => import('./pages/settings/security/Page.tsx'))
const Prompts = page(() => import('./pages/settings/prompts/Page.tsx'))
const Notifications = page(() => import('./pages/settings/notifications/Page.tsx'))
const Brand = page(() => import('./pages/settings/brand/Page.tsx'))
const Privacy = page(() => import('./pages/settings/privacy/Page.tsx'))
const Audit = page(() => import('./pages/settings/audit/Page.tsx'))

/** Which page an address shows. Pages inside `SignedIn` ask for a sign-in first. */
export function App() {
  createEffect(() => {
    document.documentElement.lang = locale()
  })
  return (
    <QueryClientProvider client={queryClient}>
      <SessionProvider>
        <Router>
          <Route path="/reset" component={Reset} />
          <Route path="/verify" component={Verify} />
          <Route path="/confirm-email" component={ConfirmEmail} />
          <Route path="/invite" component={Invite} />
          <For each={Object.entries(MOVED)}>
            {([from, to]) => <Route path={from} component={() => <Moved to={to} />} />}
          </For>
          <Route component={SignedIn}>
            <Route path="/" component={Home} />
            <Route path="/videos" component={Videos} />
            <Route path="/review" component={Review} />
            <Route path="/calendar" component={Calendar} />
            <Route path="/videos/:id" component={Video} />
            <Route path="/analytics" component={Analytics} />
            <Route path="/connections" component={Connections} />
            <Route path="/devices" component={Devices} />
            <Route path="/device" component={Device} />
            <Route path="/operator" component={Operator} />
            <Route path="/settings" component={Settings}>
              <Route path="/profile" component={Profile} />
              <Route path="/security" component={Security} />
              <Route path="/team" component={Team} />
              <Route path="/billing" component={Billing} />
              <Route path="/prompts" component={Prompts} />
              <Route path="/notifications" component={Notifications} />
              <Route path="/developer" component={Developer} />
              <Route path="/brand" component={Brand} />
              <Route path="/privacy" component={Privacy} />
              <Route path="/audit" component={Audit} />
            </Route>
            <Route path="*" component={NotFound} />
          </Route>
        </Router>
      </SessionProvider>
    </QueryClientProvider>
  )
}

/** Sends an old address on, with what it said. */
function Moved(props: { to: string }) {
  const { search, hash } = useLocation()
  return <Navigate href={`${props.to}${search}${hash}`} />
}
