import { z } from 'zod'
import { RefusableMail } from '../../contract/index.ts'
import { type BrandRow, brandShown } from '../brand/brand.queries.ts'
import type { Context } from '../context.ts'
import type { Letter } from '../outside/mail.ts'
import { htmlOf, type Look, textOf } from './layout.rules.ts'
import { mailSeal } from './mail.queries.ts'
import { MAILS, type MailData, type MailKind } from './mail-kinds.ts'
import { brandOf, safe, sanitized } from './safe-text.rules.ts'
import { unsubscribeToken } from './unsubscribe.rules.ts'
import { WORDS } from './words/index.ts'
import type { Site, Words } from './words.ts'

type Ctx = Pick<Context, 'config' | 'vault' | 'db'>

export interface MailRow {
  mail_id: string
  workspace_id: string | null
  person_id: string | null
  kind: string
  sealed: string
  created_at: Date
}

/** A mail as it lies in the box: for whom, and its data. */
export interface OpenMail<K extends MailKind = MailKind> {
  kind: K
  to: string
  data: MailData<K>
}

const Content = z.object({ to: z.email(), data: z.unknown() })
const OUR_NAME = safe`Content Creation`
const OUR_COLOUR = '#0f766e'
const LONGEST_SUBJECT = 120
const LOGO_CID = 'logo@brand'

/** Opens a row's content; throws when it is not a mail we know how to write. */
export function openMail({ vault }: Pick<Ctx, 'vault'>, row: MailRow): OpenMail {
  const kind = z.enum(Object.keys(MAILS) as MailKind[]).parse(row.kind)
  const sealed = vault.openText(mailSeal(row.mail_id, kind), row.sealed)
  const { to, data } = Content.parse(JSON.parse(sealed))
  return { kind, to, data: MAILS[kind].parse(data) }
}

/** Writes the mail in the workspace's own look, where its plan has one. */
export async function writeLetter(ctx: Ctx, row: MailRow, mail: OpenMail): Promise<Letter> {
  const brand = row.workspace_id === null ? null : await brandShown(ctx.db, row.workspace_id)
  const site = {
    publicUrl: ctx.config.publicUrl,
    product: brand ? brandOf(brand.name, OUR_NAME) : OUR_NAME,
  }
  const words = wordsOf(mail, site)
  const unsubscribeUrl = stopUrl(ctx, row)
  const look = lookOf({ brand, unsubscribeUrl, site })
  return {
    mailId: row.mail_id,
    kind: mail.kind,
    to: mail.to,
    fromName: site.product,
    subject: sanitized(words.subject, LONGEST_SUBJECT),
    html: htmlOf(words, look),
    text: textOf(words, look),
    unsubscribeUrl,
    logo: look.logoSrc === null ? null : logoOf(brand),
  }
}

// Safe: `data` was parsed by the schema of the very kind whose words are taken.
const wordsOf = ({ kind, data }: OpenMail, site: Site): Words =>
  (WORDS[kind] as (data: unknown, site: Site) => Words)(data, site)

function stopUrl({ config }: Ctx, { person_id, kind }: MailRow): string | null {
  const refusable = RefusableMail.safeParse(kind).data
  if (person_id === null || refusable === undefined) return null
  const token = unsubscribeToken(config.authSecret, { personId: person_id, kind: refusable })
  return `${config.publicUrl}/mail/unsubscribe?token=${token}`
}

interface LookOf {
  brand: BrandRow | null
  unsubscribeUrl: string | null
  site: Site
}

function lookOf({ brand, unsubscribeUrl, site }: LookOf): Look {
  const why =
    unsubscribeUrl === null ? 'This mail is about your account' : 'You get this as a member'
  return {
    product: site.product,
    colour: brand?.colour ?? OUR_COLOUR,
    logoSrc: logoOf(brand) && `cid:${LOGO_CID}`,
    footer: `${why} at ${new URL(site.publicUrl).host}.`,
    unsubscribeUrl,
  }
}

/** Many mail programs show no WebP, so only a PNG is sent along. */
const logoOf = (brand: BrandRow | null) =>
  brand?.logo && brand.logoType === 'image/png'
    ? { cid: LOGO_CID, type: brand.logoType, bytes: brand.logo }
    : null
