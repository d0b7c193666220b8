import type { MailData, MailKind } from './mail-kinds.ts'
import type { Said } from './said.rules.ts'

/** What a mail says, as plain text; the layout escapes it and makes it look like something. */
export interface Words {
  subject: Said
  heading: Said
  /** What happened. */
  what: Said[]
  /** Several things that happened alike. */
  items?: { title: Said; text: Said; help: Said }[]
  /** What to press. */
  button?: { words: Said; url: string }
  /** Who can mend it, and what else is good to know. */
  who: Said[]
}

/** Where the mail comes from. */
export interface Site {
  publicUrl: string
  /** What the product calls itself here. */
  product: Said
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
  keys: '/developer',
  devices: '/devices',
} as const
