import { api } from '../../api.ts'
import { MailedLink } from '../sign-in/parts/MailedLink.tsx'
import { signInWords } from '../sign-in/words.ts'

/** Where the link of the first mail leads: the address is theirs. */
export function Page() {
  return (
    <MailedLink
      title={signInWords().mailed.verify}
      spend={secret => api.account.email.verify.mutate({ secret })}
      done={signInWords().mailed.yours}
    />
  )
}
