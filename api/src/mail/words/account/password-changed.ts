import { helloTo, momentOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import type { Write } from '../../words.ts'

const ENDED = {
  sign_ins: safe`Every other browser was signed out. Agents and programs that have a key go on
    working.`,
  everything: safe`Every browser, agent and program from before was signed out, and older links
    are no longer good. Sign your agents in again with: content login`,
}

export const passwordChanged: Write<'password_changed'> = (
  { name, at, ended },
  { product, publicUrl },
) => ({
  subject: safe`Your password for ${product} was changed`,
  heading: safe`Your password was changed`,
  what: [safe`${helloTo(name)}, this happened on ${momentOf(at)}. ${ENDED[ended]}`],
  button: { words: safe`It was not me`, url: `${publicUrl}/reset` },
  who: [safe`If it was you, there is nothing to do. If not, choose a new password at once.`],
})
