import { helloTo, momentOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import type { Write } from '../../words.ts'

export const signUpTried: Write<'sign_up_tried'> = ({ name, at }, { product, publicUrl }) => ({
  subject: safe`You have an account at ${product} already`,
  heading: safe`Somebody tried to sign up with your address`,
  what: [
    safe`${helloTo(name)}, this happened on ${momentOf(at)}. Nothing changed: you have an account.`,
  ],
  button: { words: safe`I forgot my password`, url: `${publicUrl}/reset` },
  who: [safe`If it was you, sign in instead. If not, there is nothing to do.`],
})
