import { spanOf } from '../phrases.rules.ts'
import { say, strangersName, told } from '../said.rules.ts'
import type { Write } from '../words.ts'

export const invite: Write<'invite'> = (
  { invitedBy, workspace, role, minutes, link },
  { product },
) => {
  const who = strangersName(invitedBy, say`Somebody`)
  const where = strangersName(workspace, say`their workspace`)
  const article = role === 'viewer' ? say`a` : say`an`
  return {
    subject: say`${who} invites you to ${where}`,
    heading: say`Join ${where}`,
    what: [
      say`${who} would like you to work with them on ${product}, as ${article}
      ${told(role, 20)}.`,
    ],
    button: { words: say`Look at the invitation`, url: link },
    who: [
      say`The invitation lasts ${spanOf(minutes)}.`,
      say`If you do not know them, do nothing: nobody learns that you read this.`,
    ],
  }
}
