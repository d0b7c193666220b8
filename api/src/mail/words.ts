import type { MailData, MailKind } from './mail-kinds.ts'

/** What a mail says, as plain text; the layout escapes it and makes it look like something. */
export interface Words {
  subject: string
  heading: string
  /** What happened. */
  what: string[]
  /** Several things that happened alike. */
  items?: { title: string; text: string; help: string }[]
  /** What to press. */
  press?: { words: string; url: string }
  /** Who can mend it, and what else is good to know. */
  who: string[]
}

/** Where the mail comes from. */
export interface Site {
  publicUrl: string
  /** What the product calls itself here. */
  product: string
}

export type Write<K extends MailKind> = (data: MailData<K>, site: Site) => Words

/** Pages of the dashboard that mails lead to. */
export const PAGES = {
  videos: '/',
  connections: '/',
  billing: '/billing',
  security: '/account',
  privacy: '/account',
  webhooks: '/developer',
  operator: '/operator',
} as const
