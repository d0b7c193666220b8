import { helloTo, momentOf } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import type { Write } from '../../words.ts'

export const signUpTried: Write<'sign_up_tried'> = ({ name, at }, { product, publicUrl }) => ({
  subject: say`You have an account at ${product} already`,
  heading: say`Somebody tried to sign up with your address`,
  what: [
    say`${helloTo(name)}, this happened on ${momentOf(at)}. Nothing changed: you have an account.`,
  ],
  button: { words: say`I forgot my password`, url: `${publicUrl}/reset` },
  who: [say`If it was you, sign in instead. If not, there is nothing to do.`],
})
