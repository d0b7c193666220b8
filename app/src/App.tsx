import { Match, Switch } from 'solid-js'
import { Page as SignInPage } from './pages/sign-in/Page.tsx'
import { Page as VideosPage } from './pages/videos/Page.tsx'
import { makeSession } from './session.ts'
import { Failed } from './ui/Failed.tsx'
import { Loading } from './ui/Loading.tsx'

/** Signed out: sign in. Signed in: the creator's videos. */
export function App() {
  const session = makeSession()
  return (
    <Switch fallback={<Loading label="Opening your dashboard" />}>
      <Match when={session.problem()}>
        {problem => <Failed problem={problem()} retry={session.reload} />}
      </Match>
      <Match when={session.me()}>
        {me => <VideosPage me={me()} signOut={session.signOut} signedOut={session.reload} />}
      </Match>
      <Match when={session.isSignedOut()}>
        <SignInPage signedIn={session.reload} />
      </Match>
    </Switch>
  )
}
