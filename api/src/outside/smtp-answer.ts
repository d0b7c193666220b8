import { z } from 'zod'

/** What became of a mail: gone, refused for good, or to be tried again. */
export type MailAnswer = { kind: 'sent' } | { kind: 'refused' | 'later'; reason: string }

const SmtpError = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
})

/** Steps at which a "no" is about this mail; at every other it is about us or the server. */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA']
const LONGEST_REASON = 300

/** What a failed attempt means. Only the server's own words and codes are kept, never the mail. */
export function smtpAnswer(error: unknown): MailAnswer {
  const { code, command, responseCode, response } = SmtpError.catch({}).parse(error)
  const reason = (response ?? code ?? 'The mail server did not answer.').slice(0, LONGEST_REASON)
  const isFinal = (responseCode ?? 0) >= 500 && ABOUT_THE_MAIL.includes(command ?? '')
  return { kind: isFinal ? 'refused' : 'later', reason }
}
