import type { AuditEntry } from '@content/api/contract'

const WORDS: Record<string, string> = {
  'user_created:workspace': 'The workspace was made',
  'user_created:invitation': 'Somebody was invited',
  'user_created:member': 'Somebody joined',
  'user_deleted:invitation': 'An invitation was withdrawn',
  'user_deleted:member': 'Somebody left or was removed',
  'user_updated:email': 'An e-mail address was changed',
  'user_updated:verified': 'An e-mail address was verified',
  'user_updated:workspace': 'The workspace’s settings were changed',
  'user_updated:brand': 'The look was changed',
  'user_deleted:brand': 'The look was taken back',
  'user_updated:second_factor_on': 'A second step was switched on',
  'user_updated:second_factor_off': 'A second step was switched off',
  'user_updated:recovery_codes': 'New recovery codes were made',
  'user_deleted:person': 'A person’s account was deleted',
  'privilege_permissions_changed:role': 'A role was changed',
  'privilege_permissions_changed:owner': 'The workspace got another owner',
  'privilege_permissions_changed:plan': 'The plan was changed',
  authn_login_success: 'Signed in',
  'authn_login_success:device': 'A device was signed in',
  authn_login_fail: 'A sign-in was refused',
  authn_login_lock: 'Sign-ins were held back after too many tries',
  authn_password_change: 'A password was changed',
  'authn_password_change:reset': 'A password was set anew by mail',
  authn_password_change_fail: 'A change of password was refused',
  'authn_token_created:key': 'A key was made',
  'authn_token_created:rotated_key': 'A key was replaced',
  'authn_token_created:device_login': 'A device was let in by its code',
  'authn_token_revoked:key': 'A key was stopped',
  'authn_token_revoked:sessions': 'Signed out everywhere',
  'authz_fail:device_login': 'A device was turned away',
  'sensitive_create:connection': 'A channel was connected',
  'sensitive_update:connection_lost': 'The platform took a connection back',
  'sensitive_delete:connection': 'A channel was disconnected',
  'sensitive_update:rule': 'A channel’s rule was changed',
  'sensitive_create:own_project': 'An own Google project was set',
  'sensitive_delete:own_project': 'The own Google project was taken away',
  'sensitive_update:publication': 'What became of a video was said by hand',
  'sensitive_create:order': 'A computer was asked to do something',
  'sensitive_delete:device': 'A device was signed out',
  'sensitive_create:webhook': 'A webhook was added',
  'sensitive_update:webhook': 'A webhook was changed',
  'sensitive_update:webhook_secret': 'A webhook got a new secret',
  'sensitive_update:webhook_off': 'A webhook was switched off, because it did not answer',
  'sensitive_delete:webhook': 'A webhook was removed',
  'sensitive_read:export': 'A copy of data was asked for',
  'sensitive_read:export_file': 'A copy of data was fetched',
  'sensitive_delete:asked': 'A deletion was asked for',
  'sensitive_delete:cancelled': 'A deletion was taken back',
}

/** What was done, in a sentence; its code where we have none yet. */
export const actionWords = ({ action }: AuditEntry): string => WORDS[action] ?? action

/** Who did it. */
export function actorWords({ actor, isErased }: AuditEntry): string {
  if (actor.name) return actor.kind === 'key' ? `a device of ${actor.name}` : actor.name
  if (actor.kind === 'system') return 'by itself'
  return isErased ? 'somebody who was deleted' : 'somebody'
}

/** What else is known of it: `platform youtube · role admin → owner`. */
export function particulars({ detail }: AuditEntry): string {
  const { before, after, ...rest } = detail
  const plain = Object.entries(rest).flatMap(([name, value]) => {
    const text = valueWords(value)
    return text === '' ? [] : [`${spaced(name)}: ${text}`]
  })
  const change =
    after === undefined ? [] : [[before, after].map(it => valueWords(it ?? 'none')).join(' → ')]
  return [...change, ...plain].join(' · ')
}

const spaced = (name: string) => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ')
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${spaced(name)} ${valueWords(part)}`)
      .join(', ')
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value ?? '')
}
