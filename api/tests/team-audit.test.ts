import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'
import { verify } from './team.ts'

let api: TestApi
let ada: Creator
beforeAll(async () => {
  api = await startApi()
  ada = await api.creator({ plan: 'enterprise' })
  await verify(api, ada)
}, START_MS)
afterAll(() => api.close())

/** What was written down since, with whom or what it was about. */
async function linesDuring(act: () => Promise<unknown>) {
  const read = () =>
    api.db
      .selectFrom('audit as a')
      .innerJoin('audit_who as w', join =>
        join.onRef('w.workspace_id', '=', 'a.workspace_id').onRef('w.place', '=', 'a.place'),
      )
      .select(['a.action', 'a.detail', 'w.target'])
      .where('a.workspace_id', '=', ada.workspaceId)
      .orderBy('a.place')
      .execute()
  const before = (await read()).length
  await act()
  return (await read()).slice(before)
}

test('who joined, became what and went is written down', async () => {
  const { member, invitation } = ada.person.workspace
  const ben = await api.creator()
  const target = `person:${ben.personId}`
  const lines = await linesDuring(async () => {
    const { id } = await invitation.send.mutate({ email: 'gone@example.test', role: 'viewer' })
    await invitation.withdraw.mutate({ invitationId: id })
    await invitation.send.mutate({ email: ben.email, role: 'editor' })
    const secret = await mailedSecret(api, ben.email, 'invite')
    await ben.person.workspace.invitation.accept.mutate({ secret })
    await member.changeRole.mutate({ personId: ben.personId, role: 'admin' })
    await member.remove.mutate({ personId: ben.personId })
    await ada.person.workspace.update.mutate({ name: 'Studio' })
  })
  expect(lines).toMatchObject([
    { action: 'user_created:invitation', detail: { role: 'viewer' } },
    { action: 'user_deleted:invitation' },
    { action: 'user_created:invitation', detail: { role: 'editor' } },
    { action: 'user_created:member', detail: { role: 'editor' }, target },
    {
      ...{ action: 'privilege_permissions_changed:role', target },
      detail: { before: 'editor', after: 'admin' },
    },
    { action: 'user_deleted:member', detail: { role: 'admin' }, target },
    { action: 'user_updated:workspace', detail: { fields: ['name'] } },
  ])
})

test('every key that came and went is written down, and no key is', async () => {
  const { key, login, forget } = ada.person.device
  const { password } = ada
  const keys: string[] = []
  const lines = await linesDuring(async () => {
    const made = await key.make.mutate({ name: 'Importer', scopes: ['read'], password })
    const next = await key.rotate.mutate({ deviceId: made.deviceId, password })
    keys.push(made.apiKey, next.apiKey)
    const keyId = (await key.list.query()).find(({ name }) => name === 'Importer')?.id ?? ''
    await key.revoke.mutate({ keyId })
    await api.client(made.apiKey).device.key.revokeOwn.mutate()
    for (const decide of [login.approve, login.deny]) {
      const { userCode } = await api.client().device.login.begin.mutate({ device: 'Laptop' })
      await decide.mutate({ userCode, password })
      keys.push(userCode)
    }
    const [device] = await ada.person.device.list.query()
    await forget.mutate({ deviceId: device?.id ?? '' })
  })
  expect(lines.map(({ action }) => action)).toEqual([
    'authn_token_created:key',
    'authn_token_created:rotated_key',
    'authn_token_revoked:key',
    'authn_token_revoked:key',
    'authn_token_created:device_login',
    'authz_fail:device_login',
    'sensitive_delete:device',
  ])
  for (const secret of keys) expect(JSON.stringify(lines)).not.toContain(secret)
})
