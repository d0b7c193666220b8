import { helloTo, momentOf } from '../phrases.rules.ts'
import type { Write } from '../words.ts'

export const passwordChanged: Write<'password_changed'> = (
  { name, at },
  { product, publicUrl },
) => ({
  subject: `Your password for ${product} was changed`,
  heading: 'Your password was changed',
  what: [`${helloTo(name)}, this happened on ${momentOf(at)}. All other sign-ins have ended.`],
  press: { words: 'It was not me', url: `${publicUrl}/reset` },
  who: ['If it was you, there is nothing to do. If not, choose a new password at once.'],
})
