import { api } from '../../api.ts'
import { MailedLink } from '../sign-in/parts/MailedLink.tsx'
import { signInWords } from '../sign-in/words.ts'

/** Where the link to a new address leads: from now on that is the one. */
export function Page() {
  return (
    <MailedLink
      title={signInWords().mailed.confirm}
      spend={secret => api.account.email.confirm.mutate({ secret })}
      done={signInWords().mailed.nowYours}
    />
  )
}
