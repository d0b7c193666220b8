import { helloTo, momentOf } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

type Change = 'on' | 'off' | 'codes'

const SUBJECTS: Record<Change, string> = {
  on: 'Signing in now asks for a second factor',
  off: 'Signing in no longer asks for a second factor',
  codes: 'Your recovery codes were replaced',
}
const WHAT: Record<Change, string> = {
  on: 'From now on a code from your authenticator app is needed to sign in.',
  off: 'From now on your password alone is enough to sign in.',
  codes: 'The recovery codes from before no longer let anybody in.',
}

export const secondFactor: Write<'second_factor'> = (
  { name, at, change },
  { product, publicUrl },
) => ({
  subject: `${SUBJECTS[change]} (${product})`,
  heading: SUBJECTS[change],
  what: [`${helloTo(name)}, this was changed on ${momentOf(at)}. ${WHAT[change]}`],
  press: { words: 'Look at your sign-ins', url: `${publicUrl}${PAGES.security}` },
  who: [
    'If it was you, there is nothing to do. If not, choose a new password at once and sign out ' +
      'everywhere.',
  ],
})
