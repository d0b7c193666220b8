import { useTitle } from '../../../ui/shell/title.ts'
import { Email } from './parts/Email.tsx'
import { Mails } from './parts/Mails.tsx'
import { Password } from './parts/Password.tsx'
import { Privacy } from './parts/Privacy.tsx'
import { SecondFactor } from './parts/SecondFactor.tsx'
import { SignIns } from './parts/SignIns.tsx'

/** The person's own: how they get in, what we write to them, and what we keep. */
export function Page() {
  useTitle('Account')
  return (
    <>
      <h1 class="text-2xl font-bold tracking-tight">Account</h1>
      <Email />
      <Password />
      <SecondFactor />
      <SignIns />
      <Mails />
      <Privacy />
    </>
  )
}
