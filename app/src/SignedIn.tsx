import { type JSX, Match, Switch } from 'solid-js'
import { useSession } from './session.tsx'
import { loadPage } from './ui/load-page.tsx'
import { Shell } from './ui/shell/Shell.tsx'
import { Failed } from './ui/state/Failed.tsx'
import { Loading } from './ui/state/Loading.tsx'
import { uiWords } from './ui/words.ts'

const SignIn = loadPage(() => import('./pages/sign-in/Page.tsx'))

/** Signed out: sign in, at the address that was asked for. Signed in: the page itself. */
export function SignedIn(props: { children?: JSX.Element }) {
  const session = useSession()
  return (
    <Switch fallback={<Loading label={uiWords().nav.openingDashboard} />}>
      <Match when={session.problem()}>
        {problem => <Failed problem={problem()} retry={() => void session.reload()} />}
      </Match>
      <Match when={session.me()}>
        <Shell>{props.children}</Shell>
      </Match>
      <Match when={session.isSignedOut()}>
        <SignIn />
      </Match>
    </Switch>
  )
}
