import type { MailData, MailKind } from './mail-kinds.ts'
import type { SafeText } from './safe-text.rules.ts'

/** What a mail says, as plain text; the layout escapes it and makes it look like something. */
export interface Words {
  subject: SafeText
  heading: SafeText
  /** What happened. */
  what: SafeText[]
  /** Several things that happened alike. */
  items?: { title: SafeText; text: SafeText; help: SafeText }[]
  /** What to press. */
  button?: { words: SafeText; url: string }
  /** Who can mend it, and what else is good to know. */
  who: SafeText[]
}

/** Where the mail comes from. */
export interface Site {
  publicUrl: string
  /** What the product calls itself here. */
  product: SafeText
}

export type Write<K extends MailKind> = (data: MailData<K>, site: Site) => Words

/** Pages of the dashboard that mails lead to. */
export const PAGES = {
  videos: '/',
  connections: '/connections',
  billing: '/settings/billing',
  security: '/settings/security',
  privacy: '/settings/privacy',
  webhooks: '/settings/developer',
  operator: '/operator',
  keys: '/settings/developer',
  devices: '/devices',
} as const
