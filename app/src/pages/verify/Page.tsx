import { api } from '../../api.ts'
import { MailedLink } from '../sign-in/parts/MailedLink.tsx'

/** Where the link of the first mail leads: the address is theirs. */
export function Page() {
  return (
    <MailedLink
      title="Your e-mail address"
      spend={secret => api.account.email.verify.mutate({ secret })}
      done={email => `Thank you. ${email} is yours.`}
    />
  )
}
