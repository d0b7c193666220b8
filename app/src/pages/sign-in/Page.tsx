import { useLocation } from '@solidjs/router'
import { useSession } from '../../session.tsx'
import { SignedOutPage } from '../../ui/shell/SignedOutPage.tsx'
import { makeSignIn } from './page.state.ts'
import { SignInForm } from './parts/SignInForm.tsx'
import { signInWords } from './words.ts'

/** The door: e-mail and password, and a code where the account asks for one. */
export function Page() {
  const session = useSession()
  const isNew = useLocation().pathname === '/register'
  const state = makeSignIn({ isNew, signedIn: session.reload })
  const title = () => {
    if (state.needsCode()) return signInWords().oneMore
    return state.isNew() ? signInWords().create : signInWords().welcome
  }
  return (
    <SignedOutPage title={title()}>
      <SignInForm state={state} />
    </SignedOutPage>
  )
}
