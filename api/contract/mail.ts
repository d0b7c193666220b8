import { z } from 'zod'

/** Mails that a person may refuse; all others are about their account, their money or a wish. */
export const RefusableMail = z.enum([
  'video_waiting',
  'video_live',
  'publication_failed',
  'quota',
  'connection_lost',
  'connection_ending',
  'first_steps',
])
export type RefusableMail = z.infer<typeof RefusableMail>

/** What each such mail is about, as a person chooses. */
export const REFUSABLE_MAILS: Record<RefusableMail, string> = {
  video_waiting: 'When a video waits for your yes, at most once an hour',
  video_live: 'When a video is live, at most once an hour',
  publication_failed: 'When a video could not be published',
  quota: 'When 80 % and 100 % of the month’s uploads are used',
  connection_lost: 'When a platform no longer lets us in',
  connection_ending: 'When a platform soon wants you to connect again',
  first_steps: 'What comes next, until your first video is live, three times at most',
}

/** The kinds that this person does not want. */
export const SaveMailPreferences = z.object({ refused: z.array(RefusableMail).max(20) })
export type SaveMailPreferences = z.infer<typeof SaveMailPreferences>

export const MailPreferences = z.object({
  mails: z.array(z.object({ kind: RefusableMail, title: z.string(), isWanted: z.boolean() })),
})
export type MailPreferences = z.infer<typeof MailPreferences>

export const Unsubscribe = z.object({ token: z.string().min(1).max(300) })
