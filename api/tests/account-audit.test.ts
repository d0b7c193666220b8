import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Secret, TOTP } from 'otpauth'
import { browserAt, dataOf } from './browser.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'

let api: TestApi
let ada: Creator
beforeAll(async () => {
  api = await startApi()
  ada = await api.creator()
}, START_MS)
afterAll(() => api.close())

const actions = async () => {
  const rows = await api.db
    .selectFrom('audit')
    .select('action')
    .where('workspace_id', '=', ada.workspaceId)
    .orderBy('place')
    .execute()
  return rows.map(({ action }) => action)
}

/** A failed sign-in is written down after the answer, so it is waited for. */
async function written(action: string): Promise<void> {
  while (!(await actions()).includes(action)) await Bun.sleep(5)
}

test('what people do to their account is written down, with nothing secret', async () => {
  const browser = browserAt(api)
  await browser.login({ email: ada.email, password: 'a wrong guess of mine' })
  await written('authn_login_fail')
  await browser.login(ada)
  const verify = await mailedSecret(api, ada.email, 'verify')
  await browser.call('account.email.verify', { secret: verify })
  const begun = dataOf(await browser.call('account.secondFactor.begin')) as { secret: string }
  const secondFactor = new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate()
  const proof = { password: ada.password, secondFactor }
  const enabled = dataOf(await browser.call('account.secondFactor.enable', proof))
  const [one, two, three] = (enabled as { recoveryCodes: string[] }).recoveryCodes
  const change = { ...proof, newPassword: 'a new good password', secondFactor: one }
  await browser.call('account.password.change', change)
  const disable = { password: 'a new good password', secondFactor: two }
  await browser.call('account.secondFactor.disable', disable)
  await browser.call('account.password.forgot', { email: ada.email })
  const reset = await mailedSecret(api, ada.email, 'reset')
  const fresh = { email: ada.email, password: 'another good password' }
  await browser.call('account.password.reset', { secret: reset, password: fresh.password })
  await browser.login(fresh)
  await browser.call('account.session.endAll')
  expect(await actions()).toEqual([
    'user_created:workspace',
    'authn_login_fail',
    'authn_login_success',
    'user_updated:verified',
    'user_updated:second_factor_on',
    'authn_password_change',
    'user_updated:second_factor_off',
    'authn_password_change:reset',
    'authn_login_success',
    'authn_token_revoked:sessions',
  ])
  const lines = await api.db.selectFrom('audit').selectAll().execute()
  const whos = await api.db.selectFrom('audit_who').selectAll().execute()
  const text = JSON.stringify([lines, whos])
  const secrets = ['a wrong guess', 'good password', begun.secret, verify, reset, one, two, three]
  for (const secret of secrets) expect(text).not.toContain(secret ?? 'none')
})
