import { helloTo, momentOf } from '../../phrases.rules.ts'
import { type Said, say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

type Change = 'on' | 'off' | 'codes'

const SUBJECTS: Record<Change, Said> = {
  on: say`Signing in now asks for a second factor`,
  off: say`Signing in no longer asks for a second factor`,
  codes: say`Your recovery codes were replaced`,
}
const WHAT: Record<Change, Said> = {
  on: say`From now on a code from your authenticator app is needed to sign in.`,
  off: say`From now on your password alone is enough to sign in.`,
  codes: say`The recovery codes from before no longer let anybody in.`,
}

export const secondFactor: Write<'second_factor'> = (
  { name, at, change },
  { product, publicUrl },
) => ({
  subject: say`${SUBJECTS[change]} (${product})`,
  heading: SUBJECTS[change],
  what: [say`${helloTo(name)}, this was changed on ${momentOf(at)}. ${WHAT[change]}`],
  button: { words: say`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    say`If it was you, there is nothing to do. If not, choose a new password at once and sign
      out everywhere.`,
  ],
})
