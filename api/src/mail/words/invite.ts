import { spanOf, strangersName } from '../phrases.rules.ts'
import type { Write } from '../words.ts'

export const invite: Write<'invite'> = (
  { invitedBy, workspace, role, minutes, link },
  { product },
) => {
  const who = strangersName(invitedBy, 'Somebody')
  const where = strangersName(workspace, 'their workspace')
  const article = role === 'viewer' ? 'a' : 'an'
  return {
    subject: `${who} invites you to ${where}`,
    heading: `Join ${where}`,
    what: [`${who} would like you to work with them on ${product}, as ${article} ${role}.`],
    press: { words: 'Look at the invitation', url: link },
    who: [
      `The invitation lasts ${spanOf(minutes)}.`,
      'If you do not know them, do nothing: nobody learns that you read this.',
    ],
  }
}
