import { createEffect, createMemo, createSignal, Match, Show, Switch, untrack } from 'solid-js'
import { useSession } from '../../../session.tsx'
import { makeAction } from '../../../ui/form/action.ts'
import { useSecret } from '../../../ui/secret.ts'
import { SignedOutPage } from '../../../ui/shell/SignedOutPage.tsx'
import { Refused } from '../../../ui/state/Refused.tsx'
import { uiWords } from '../../../ui/words.ts'
import { makeSignIn } from '../page.state.ts'
import { signInWords } from '../words.ts'
import { SignInForm } from './SignInForm.tsx'

interface Props {
  title: string
  /** What opening the link does. */
  spend: (secret: string) => Promise<{ email: string }>
  done: (email: string) => string
}

/**
 * A mailed link that does one thing as soon as the person it was mailed to is signed in. Whoever is
 * not signs in first: an account that a stranger made with this address is not to be confirmed.
 */
export function MailedLink(props: Props) {
  const session = useSession()
  const words = () => signInWords().mailed
  const secret = useSecret()
  const [email, setEmail] = createSignal<string | null>(null)
  const spending = makeAction(async (it: string) => {
    setEmail((await props.spend(it)).email)
    await session.reload()
  })
  const signIn = makeSignIn({ isNew: false, signedIn: session.reload })
  const who = createMemo(() => session.me()?.user?.id)
  createEffect(() => {
    const it = secret()
    if (it && who() && !untrack(email)) void untrack(() => spending.run(it))
  })
  const asSomebodyElse = async () => {
    await session.signOut()
    spending.clear()
  }
  return (
    <SignedOutPage title={props.title}>
      <div aria-live="polite" class="space-y-4 text-sm">
        <Switch fallback={<p class="quiet">{uiWords().oneMoment}</p>}>
          <Match when={!secret()}>
            <p>{words().noLink}</p>
          </Match>
          <Match when={email()}>{it => <p class="confirmed">{props.done(it())}</p>}</Match>
          <Match when={session.isSignedOut()}>
            <p>{words().signIn}</p>
            <SignInForm state={signIn} />
            <p class="quiet">{words().never}</p>
          </Match>
          <Match when={session.problem() ?? spending.problem()}>
            {problem => <Refused problem={problem()} />}
          </Match>
        </Switch>
      </div>
      <Show when={spending.problem()?.code === 'forbidden' && !session.isSignedOut()}>
        <button type="button" class="button w-full" onClick={() => void asSomebodyElse()}>
          {words().other}
        </button>
      </Show>
      <Show when={!session.isSignedOut()}>
        <a class="button w-full" href="/">
          {words().toVideos}
        </a>
      </Show>
    </SignedOutPage>
  )
}
