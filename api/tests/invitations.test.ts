import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { DAY_MS } from '../src/lib/time.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret, mailsTo } from './mailbox.ts'
import { codesOf, problemOf } from './refusal.ts'
import { colleagueOf, roleOf, verify } from './team.ts'

let api: TestApi
let ada: Creator
let laterMs = 0
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + laterMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  laterMs = 0
  ada = await api.creator()
  await verify(api, ada)
})

const newEmail = () => `guest-${crypto.randomUUID()}@example.test`
const send = (email: string, role: 'admin' | 'editor' | 'viewer' = 'editor') =>
  ada.person.workspace.invitation.send.mutate({ email, role })
const secretFor = (email: string) => mailedSecret(api, email, 'invite')
const accept = (who: Creator, secret: string) =>
  who.person.workspace.invitation.accept.mutate({ secret })

describe('an invitation', () => {
  test('is mailed with who, where to and as what, and the database keeps no secret', async () => {
    const email = newEmail()
    await send(email)
    const [mail] = await mailsTo(api, email)
    expect(mail).toMatchObject({
      kind: 'invite',
      data: { invitedBy: ada.email.split('@')[0], role: 'editor', minutes: 7 * 24 * 60 },
    })
    const secret = await secretFor(email)
    expect(secret.length).toBeGreaterThan(40)
    const rows = await api.db.selectFrom('invitation').selectAll().execute()
    const mails = await api.db.selectFrom('mail').selectAll().execute()
    expect(JSON.stringify([rows, mails, api.logged])).not.toContain(secret)
  })

  test('is shown to whoever holds the link, again and again', async () => {
    const email = newEmail()
    await send(email, 'viewer')
    const secret = await secretFor(email)
    for (const hasAccount of [false, true]) {
      const seen = await api.client().workspace.invitation.look.mutate({ secret })
      expect(seen).toMatchObject({ email, role: 'viewer', hasAccount })
      if (!hasAccount) await api.creator({ email })
    }
  })

  test('lets somebody in who signs up for it, and proves their address', async () => {
    const email = newEmail()
    await send(email)
    const ben = await api.creator({ email })
    expect((await ben.person.account.me.query()).user?.isVerified).toBe(false)
    const joined = await accept(ben, await secretFor(email))
    expect(joined).toMatchObject({ id: ada.workspaceId, role: 'editor', isCurrent: false })
    expect((await ben.person.account.me.query()).user?.isVerified).toBe(true)
    expect(await roleOf(ada.person, ben.personId)).toBe('editor')
    expect(await ada.person.workspace.invitation.list.query()).toEqual([])
  })

  test('lets somebody in who was here before, however they write their address', async () => {
    const ben = await api.creator()
    await send(ben.email.toUpperCase())
    await accept(ben, await secretFor(ben.email))
    const mine = await ben.person.workspace.mine.query()
    expect(mine.map(({ id }) => id).sort()).toEqual([ada.workspaceId, ben.workspaceId].sort())
  })

  test('is good once', async () => {
    const ben = await api.creator()
    await send(ben.email)
    const secret = await secretFor(ben.email)
    await accept(ben, secret)
    await ada.person.workspace.member.remove.mutate({ personId: ben.personId })
    expect((await problemOf(accept(ben, secret))).code).toBe('not_found')
    expect(await roleOf(ada.person, ben.personId)).toBeUndefined()
  })

  test('is no good to somebody with another address, and stays good', async () => {
    const [ben, eve] = [await api.creator(), await api.creator()]
    await send(ben.email)
    const secret = await secretFor(ben.email)
    expect((await problemOf(accept(eve, secret))).code).toBe('forbidden')
    expect(await roleOf(ada.person, eve.personId)).toBeUndefined()
    await accept(ben, secret)
  })

  test('is over after seven days', async () => {
    const ben = await api.creator()
    await send(ben.email)
    const secret = await secretFor(ben.email)
    laterMs = 7 * DAY_MS + 1000
    // Tokens last for minutes, so that days later only a browser is still signed in.
    const look = api.client().workspace.invitation.look.mutate({ secret })
    const late = ben.browser.workspace.invitation.accept.mutate({ secret })
    expect(await codesOf([look, late])).toEqual(['not_found', 'not_found'])
    const [open] = await ada.browser.workspace.invitation.list.query()
    expect(open).toMatchObject({ email: ben.email, isExpired: true })
    laterMs = 7 * DAY_MS - 60_000
    await ben.browser.workspace.invitation.accept.mutate({ secret })
  })

  test('sent again is another link, and the first is good no more', async () => {
    const ben = await api.creator()
    const { id } = await send(ben.email)
    const first = await secretFor(ben.email)
    const again = await ada.person.workspace.invitation.resend.mutate({ invitationId: id })
    expect(again.id).toBe(id)
    const second = await secretFor(ben.email)
    expect(second).not.toBe(first)
    expect((await problemOf(accept(ben, first))).code).toBe('not_found')
    await accept(ben, second)
  })

  test('is one, however often the same address is invited', async () => {
    const email = newEmail()
    await send(email, 'viewer')
    await send(email, 'admin')
    const open = await ada.person.workspace.invitation.list.query()
    expect(open).toMatchObject([{ email, role: 'admin', isExpired: false }])
  })

  test('that is withdrawn is good no more', async () => {
    const ben = await api.creator()
    const { id } = await send(ben.email)
    const secret = await secretFor(ben.email)
    await ada.person.workspace.invitation.withdraw.mutate({ invitationId: id })
    expect((await problemOf(accept(ben, secret))).code).toBe('not_found')
    const again = ada.person.workspace.invitation.withdraw.mutate({ invitationId: id })
    expect((await problemOf(again)).code).toBe('not_found')
  })
})

describe('whoever invites', () => {
  test('has confirmed their own address', async () => {
    const eve = await api.creator()
    const call = eve.person.workspace.invitation.send.mutate({ email: newEmail(), role: 'viewer' })
    expect((await problemOf(call)).code).toBe('forbidden')
  })

  test('is an admin, and makes no owner', async () => {
    const editor = await colleagueOf(api, ada, 'editor')
    await verify(api, editor.creator)
    const invite = { email: newEmail(), role: 'viewer' } as const
    const call = editor.person.workspace.invitation.send.mutate(invite)
    expect((await problemOf(call)).code).toBe('forbidden')
    const json = { email: newEmail(), role: 'owner' }
    const path = '/trpc/workspace.invitation.send'
    expect((await api.rest(path, { json, auth: ada.token })).status).toBe(400)
  })

  test('is told when somebody belongs here already', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    expect((await problemOf(send(ben.email))).code).toBe('conflict')
    expect(await mailsTo(api, ben.email)).not.toContainEqual(
      expect.objectContaining({ kind: 'invite' }),
    )
  })

  test('does not fill a mailbox: the sixth mail within an hour is not sent', async () => {
    const email = newEmail()
    for (let sent = 0; sent < 5; sent++) await send(email)
    expect((await problemOf(send(email))).code).toBe('rate_limited')
    const invites = (await mailsTo(api, email)).filter(({ kind }) => kind === 'invite')
    expect(invites).toHaveLength(5)
  })
})
