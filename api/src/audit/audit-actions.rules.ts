import { z } from 'zod'
import { OrderedKind, PlanName, Platform, Role, Scope } from '../../contract/index.ts'

/** What somebody typed to name a thing; what looks like a secret is withheld from the record. */
const Label = z.string().transform(text => withheld(text))
const Count = z.int().min(0)
const Before = <T extends z.ZodType>(value: T) => z.strictObject({ before: value, after: value })
const none = z.strictObject({})

/**
 * Everything that is written down, by the names of the OWASP Logging Vocabulary (`event:what`), and
 * the only details that each may hold: nothing secret, and nothing about a person, whose traces
 * must be removable without breaking the chain. Persons are named as `target` or by the context.
 */
export const AUDIT_ACTIONS = {
  'user_created:workspace': none,
  'user_created:invitation': z.strictObject({ role: Role }),
  'user_created:member': z.strictObject({ role: Role }),
  'user_deleted:invitation': none,
  'user_deleted:member': z.strictObject({ role: Role.optional() }),
  'user_updated:email': none,
  'user_updated:name': none,
  'user_updated:verified': none,
  'user_updated:workspace': z.strictObject({
    fields: z.array(z.string().max(40)),
    sharePreviews: z.boolean().optional(),
  }),
  'privilege_permissions_changed:role': Before(Role),
  'privilege_permissions_changed:owner': none,
  authn_login_success: z.strictObject({ hasSecondFactor: z.boolean() }),
  'authn_login_success:device': z.strictObject({ hasSecondFactor: z.boolean(), device: Label }),
  authn_login_fail: z.strictObject({ reason: z.enum(['password', 'second_factor']) }),
  authn_login_lock: none,
  authn_password_change: none,
  'authn_password_change:reset': none,
  authn_password_change_fail: none,
  'user_updated:second_factor_on': none,
  'user_updated:second_factor_off': none,
  'user_updated:recovery_codes': none,
  'authn_token_revoked:sessions': z.strictObject({ sessions: Count, keys: Count }),
  'authn_token_created:key': z.strictObject({ name: Label, scopes: z.array(Scope).optional() }),
  'authn_token_created:rotated_key': z.strictObject({ name: Label.optional() }),
  'authn_token_revoked:key': z.strictObject({ name: Label.optional() }),
  'authn_token_created:device_login': z.strictObject({ device: Label }),
  'authz_fail:device_login': z.strictObject({ device: Label }),
  'sensitive_delete:device': none,
  'sensitive_create:connection': z.strictObject({ platform: Platform, label: Label }),
  'sensitive_update:connection_lost': z.strictObject({ platform: Platform, by: z.enum(['meta']) }),
  'sensitive_delete:connection': z.strictObject({ platform: Platform }),
  'sensitive_update:rule': z.strictObject({
    platform: Platform,
    before: z.record(z.string().max(40), z.union([z.boolean(), Label])).nullable(),
    after: z.record(z.string().max(40), z.union([z.boolean(), Label])),
  }),
  'sensitive_create:own_project': z.strictObject({ dailyInserts: Count }),
  'sensitive_delete:own_project': none,
  'sensitive_update:publication': z.strictObject({ verdict: z.enum(['isLive', 'isNotThere']) }),
  'sensitive_create:order': z.strictObject({ wish: OrderedKind }),
  'privilege_permissions_changed:plan': Before(PlanName),
  'sensitive_create:webhook': none,
  'sensitive_update:webhook': z.strictObject({ fields: z.array(z.string().max(40)).optional() }),
  'sensitive_update:webhook_secret': none,
  'sensitive_update:webhook_off': z.strictObject({ because: z.enum(['gone', 'silent']) }),
  'user_updated:brand': z.strictObject({ fields: z.array(z.string().max(40)) }),
  'user_deleted:brand': none,
  'sensitive_delete:webhook': none,
  'sensitive_read:export': z.strictObject({ subject: z.enum(['person', 'workspace']) }),
  'sensitive_read:export_file': none,
  'sensitive_delete:asked': z.strictObject({ subject: z.enum(['person', 'workspace']) }),
  'sensitive_delete:cancelled': z.strictObject({ subject: z.enum(['person', 'workspace']) }),
  'user_deleted:person': z.strictObject({ redacted: Count }),
} as const satisfies Record<string, z.ZodType>

export type AuditAction = keyof typeof AUDIT_ACTIONS
export type AuditDetail<A extends AuditAction> = z.input<(typeof AUDIT_ACTIONS)[A]>

// Prefixes of keys and tokens we know, and any long run without the hyphens of an id.
const SECRET =
  /\b(cc_|eyJ|gAAAA|whsec_|[sr]k_(test|live)_|ya29\.|EAA|act\.|rft\.)\S{8,}|-----BEGIN|[A-Za-z0-9+/_=]{32,}/

/** Whether a text looks like a password's cousin: a key, a token, a hash. */
export const looksSecret = (text: string): boolean => SECRET.test(text)

function withheld(text: string): string {
  return looksSecret(text) ? '[withheld]' : printable(text, 120)
}

// Line ends, terminal escapes and marks that turn the direction of text could fake another line.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Text that stays one harmless line wherever it is shown; what was there can still be told. */
export function printable(text: string, most: number): string {
  const shown = text.replace(
    UNPRINTABLE,
    mark => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return [...shown].slice(0, most).join('')
}
