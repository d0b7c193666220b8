import { Navigate, Route, Router, useLocation } from '@solidjs/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { createEffect, For } from 'solid-js'
import { Layout as Settings } from './pages/settings/Layout.tsx'
import { queryClient } from './queries.ts'
import { SignedIn } from './SignedIn.tsx'
import { SessionProvider } from './session.tsx'
import { loadPage } from './ui/load-page.tsx'
import { MOVED } from './ui/shell/pages.ts'
import { NotFound } from './ui/state/NotFound.tsx'
import { locale } from './words/locale.ts'

const Home = loadPage(() => import('./pages/home/Page.tsx'))
const Videos = loadPage(() => import('./pages/videos/Page.tsx'))
const Review = loadPage(() => import('./pages/review/Page.tsx'))
const Calendar = loadPage(() => import('./pages/calendar/Page.tsx'))
const Video = loadPage(() => import('./pages/video/Page.tsx'))
const Analytics = loadPage(() => import('./pages/analytics/Page.tsx'))
const Connections = loadPage(() => import('./pages/connections/Page.tsx'))
const Devices = loadPage(() => import('./pages/devices/Page.tsx'))
const Device = loadPage(() => import('./pages/device/Page.tsx'))
const Reset = loadPage(() => import('./pages/reset/Page.tsx'))
const Verify = loadPage(() => import('./pages/verify/Page.tsx'))
const ConfirmEmail = loadPage(() => import('./pages/confirm-email/Page.tsx'))
const Invite = loadPage(() => import('./pages/invite/Page.tsx'))
const Operator = loadPage(() => import('./pages/operator/Page.tsx'))
const Billing = loadPage(() => import('./pages/settings/billing/Page.tsx'))
const Team = loadPage(() => import('./pages/settings/team/Page.tsx'))
const Developer = loadPage(() => import('./pages/settings/developer/Page.tsx'))
const Profile = loadPage(() => import('./pages/settings/profile/Page.tsx'))
const Security = loadPage(() => import('./pages/settings/security/Page.tsx'))
const Prompts = loadPage(() => import('./pages/settings/prompts/Page.tsx'))
const Notifications = loadPage(() => import('./pages/settings/notifications/Page.tsx'))
const Brand = loadPage(() => import('./pages/settings/brand/Page.tsx'))
const Privacy = loadPage(() => import('./pages/settings/privacy/Page.tsx'))
const Audit = loadPage(() => import('./pages/settings/audit/Page.tsx'))

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
            <Route path={['/login', '/register']} component={() => <Navigate href="/" />} />
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
