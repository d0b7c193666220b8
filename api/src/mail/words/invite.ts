import { spanOf } from '../phrases.rules.ts'
import { safe, sanitized, strangersName } from '../safe-text.rules.ts'
import type { Write } from '../words.ts'

export const invite: Write<'invite'> = (
  { invitedBy, workspace, role, minutes, link },
  { product },
) => {
  const who = strangersName(invitedBy, safe`Somebody`)
  const where = strangersName(workspace, safe`their workspace`)
  const article = role === 'viewer' ? safe`a` : safe`an`
  return {
    subject: safe`${who} invites you to ${where}`,
    heading: safe`Join ${where}`,
    what: [
      safe`${who} would like you to work with them on ${product}, as ${article}
      ${sanitized(role, 20)}.`,
    ],
    button: { words: safe`Look at the invitation`, url: link },
    who: [
      safe`The invitation lasts ${spanOf(minutes)}.`,
      safe`If you do not know them, do nothing: nobody learns that you read this.`,
    ],
  }
}
