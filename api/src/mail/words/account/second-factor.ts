import { helloTo, momentOf } from '../../phrases.rules.ts'
import { type SafeText, safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

type Change = 'on' | 'off' | 'codes'

const SUBJECTS: Record<Change, SafeText> = {
  on: safe`Signing in now asks for a second factor`,
  off: safe`Signing in no longer asks for a second factor`,
  codes: safe`Your recovery codes were replaced`,
}
const WHAT: Record<Change, SafeText> = {
  on: safe`From now on a code from your authenticator app is needed to sign in.`,
  off: safe`From now on your password alone is enough to sign in.`,
  codes: safe`The recovery codes from before no longer let anybody in.`,
}

export const secondFactor: Write<'second_factor'> = (
  { name, at, change },
  { product, publicUrl },
) => ({
  subject: safe`${SUBJECTS[change]} (${product})`,
  heading: SUBJECTS[change],
  what: [safe`${helloTo(name)}, this was changed on ${momentOf(at)}. ${WHAT[change]}`],
  button: { words: safe`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    safe`If it was you, there is nothing to do. If not, choose a new password at once and sign
      out everywhere.`,
  ],
})
