import type { Login } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { Context } from '../context.ts'
import { giveKey, upsertDevice } from '../device/device.queries.ts'
import { isAnothersKey } from '../device/key/key.queries.ts'
import { ANOTHERS_DEVICE } from '../device/key/key.rules.ts'
import { recordEvent } from '../event/event.queries.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { signToken } from '../lib/token.ts'
import { holdPassword, personByEmail } from './account.queries.ts'
import { BROWSER_DEVICE } from './account.rules.ts'
import { countGuess } from './proof/count-guess.ts'
import { checkSecondFactor } from './second-factor/check-second-factor.ts'
import { browserName } from './session/browser.rules.ts'
import { knownBrowser, rememberBrowser } from './session/known-browser.ts'
import { closeSession, openSession } from './sessions.ts'

type Person = NonNullable<Awaited<ReturnType<typeof personByEmail>>>

/** Signs a person in. A wrong password and an unknown address are told apart by nothing. */
export async function login(ctx: Context, input: Login) {
  const person = await personByEmail(ctx.db, input.email)
  const known = await knownSource(ctx, person)
  // Strangers share one count, so a thousand addresses guess no more than one; who was here
  // before has a count of their own, so no stranger can use up the owner's tries.
  const subject = known ? `login ${person?.person_id} ${known}` : `login ${input.email}`
  const isRight = await countGuess(ctx, subject, () =>
    ctx.identity.passwords.verify(input.password, person?.password_hash ?? null),
  )
  if (!person || !isRight) {
    if (person) noteFailure(ctx, person, 'password')
    throw wrong()
  }
  const asked = { person, code: input.secondFactor, source: known ?? 'strangers' }
  await checkSecondFactor(ctx, asked, () => noteFailure(ctx, person, 'second_factor'))
  // Before the password is held, so that whoever changes it after that ends this token as well.
  const now = ctx.now()
  const apiKey = await inTx(ctx, ctx => signIn(ctx, person, input.device))
  const { token, expiresAt } = await signToken(ctx.config.authSecret, ownerOf(person), now)
  const user = { id: person.person_id, email: person.email, name: person.name }
  return { user, token, expiresAt: expiresAt.toISOString(), apiKey }
}

const wrong = () =>
  new Fault('unauthenticated', 'That e-mail address and password do not belong together.')

const ownerOf = (person: Person) => ({
  personId: person.person_id,
  workspaceId: person.workspace_id,
})

// Written after the answer: the time it takes would tell that somebody has this address.
function noteFailure(ctx: Context, person: Person, reason: 'password' | 'second_factor'): void {
  const line = { action: 'authn_login_fail', detail: { reason }, ...ownerOf(person) } as const
  inTx(ctx, ctx => writeAudit(ctx, line)).catch(error => {
    ctx.log.error('a failed sign-in was not written down', { error })
  })
}

/** By what we know the caller: a browser of this person, or a device that acts for them. */
async function knownSource(ctx: Context, person: Person | undefined): Promise<string | null> {
  const { actor } = ctx
  if (actor?.kind === 'key' && actor.personId === person?.person_id) return actor.deviceId
  return knownBrowser(ctx, person?.person_id ?? null)
}

async function signIn(ctx: Context, person: Person, device: string | undefined): Promise<string> {
  const { personId, workspaceId } = ownerOf(person)
  if (!(await holdPassword(ctx.db, personId, person.password_hash))) throw wrong()
  const name = device ?? BROWSER_DEVICE
  // Every browser signs in under the one name, and none depends on its key.
  const wanting = { workspaceId, personId, name, now: ctx.now() }
  if (device !== undefined && (await isAnothersKey(ctx.db, wanting))) {
    throw new Fault('forbidden', ANOTHERS_DEVICE)
  }
  const deviceId = await upsertDevice(ctx.db, workspaceId, name)
  const apiKey = await giveKey(ctx.db, { workspaceId, personId, deviceId })
  // A device's key is used apart from any browser, so each is told, also one that takes the place
  // of an older.
  const isNews = device !== undefined || (await openBrowser(ctx, person))
  if (isNews) await tellOfSignIn(ctx, person, device)
  await noteSignIn(ctx, person, device)
  return apiKey
}

function noteSignIn(ctx: Context, person: Person, device: string | undefined): Promise<void> {
  const hasSecondFactor = person.totp_confirmed_at !== null
  const owner = ownerOf(person)
  if (device === undefined) {
    const detail = { hasSecondFactor }
    return writeAudit(ctx, { action: 'authn_login_success', detail, ...owner })
  }
  const detail = { hasSecondFactor, device }
  return writeAudit(ctx, { action: 'authn_login_success:device', detail, ...owner })
}

/** A session under a fresh id, in place of the one the browser came with. */
async function openBrowser(ctx: Context, person: Person): Promise<boolean> {
  if (ctx.actor?.kind === 'session') await closeSession(ctx, ctx.actor.sessionHash)
  ctx.setHeader('Set-Cookie', await openSession(ctx, person.person_id, person.workspace_id))
  return (await rememberBrowser(ctx, person.person_id)).isNew
}

async function tellOfSignIn(ctx: Context, person: Person, device: string | undefined) {
  const { personId, workspaceId } = ownerOf(person)
  const browser = device ?? browserName(ctx.userAgent)
  const data = { personId, address: ctx.address, browser, at: ctx.now().toISOString() }
  await recordEvent(ctx.db, { workspaceId, type: 'account.signed_in', data })
}
