import { api } from '../../api.ts'
import { MailedLink } from '../sign-in/parts/MailedLink.tsx'

/** Where the link to a new address leads: from now on that is the one. */
export function Page() {
  return (
    <MailedLink
      title="Your new e-mail address"
      spend={secret => api.account.email.confirm.mutate({ secret })}
      done={email => `From now on you sign in with ${email}.`}
    />
  )
}
