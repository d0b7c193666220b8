import { afterAll, beforeAll, expect, test } from 'bun:test'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { insertDeletion } from '../src/privacy/deletion/deletion.queries.ts'
import { runDeletions } from '../src/privacy/deletion/run-deletions.ts'
import { replayTombstones } from '../src/privacy/deletion/tombstones.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

const later = (days: number) => ({
  ...api.deps,
  now: () => new Date(Date.now() + days * DAY_MS),
})

const signIn = async ({ email, password }: Creator) => {
  const answer = await api.rest('/api/v1/auth/login', { json: { email, password } })
  const cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return api.client({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
}

async function join(creator: Creator, to: Creator, role: string): Promise<void> {
  await api.db
    .insertInto('member')
    .values({ workspace_id: to.workspaceId, person_id: creator.personId, role })
    .execute()
}

const isThere = async (table: 'person' | 'workspace', id: string) => {
  const row = await api.db
    .selectFrom(table)
    .select(`${table}_id` as 'person_id')
    .where(`${table}_id` as 'person_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

const ask = ({ browser, password }: Creator, subject: 'person' | 'workspace') =>
  browser.privacy.requestDeletion.mutate({ subject, password })

test('whoever asks to be deleted is signed out at once, and gone in a week', async () => {
  const creator = await api.creator()
  const { personId, workspaceId } = creator
  const { askedAt, dueAt } = await ask(creator, 'person')
  expect(Date.parse(dueAt) - Date.parse(askedAt)).toBe(6 * DAY_MS)
  for (const client of [creator.browser, creator.person, creator.key]) {
    expect((await problemOf(client.account.me.query())).code).toBe('unauthenticated')
  }
  await runDeletions(later(5.9))
  expect(await isThere('person', personId)).toBe(true)
  await runDeletions(later(6.1))
  expect(await isThere('person', personId)).toBe(false)
  expect(await isThere('workspace', workspaceId)).toBe(false)
  const again = await api.rest('/api/v1/auth/login', {
    json: { email: creator.email, password: creator.password },
  })
  expect(again.status).toBe(401)
})

test('they can sign in again and take it back until then', async () => {
  const creator = await api.creator()
  await ask(creator, 'person')
  const browser = await signIn(creator)
  expect((await browser.privacy.status.query()).person).not.toBe(null)
  await browser.privacy.cancelDeletion.mutate({ subject: 'person' })
  expect((await browser.privacy.status.query()).person).toBe(null)
  await runDeletions(later(15))
  expect(await isThere('person', creator.personId)).toBe(true)
  const nothing = browser.privacy.cancelDeletion.mutate({ subject: 'person' })
  expect((await problemOf(nothing)).code).toBe('not_found')
})

test('asking twice changes neither the day nor anything else', async () => {
  const creator = await api.creator()
  const first = await ask(creator, 'workspace')
  const browser = await signIn(creator)
  const { password } = creator
  const second = await browser.privacy.requestDeletion.mutate({ subject: 'workspace', password })
  expect(second).toEqual(first)
  await runDeletions(later(15))
  await runDeletions(later(16))
  expect(await isThere('workspace', creator.workspaceId)).toBe(false)
})

test('a wrong password deletes nobody', async () => {
  const { browser } = await api.creator()
  const asked = browser.privacy.requestDeletion.mutate({ subject: 'person', password: 'a guess' })
  expect((await problemOf(asked)).code).toBe('invalid')
  expect((await browser.privacy.status.query()).person).toBe(null)
})

test('only an owner deletes a workspace, and its people stay', async () => {
  const [owner, admin] = [await api.creator(), await api.creator()]
  await join(admin, owner, 'admin')
  const { password } = admin
  await admin.browser.workspace.enter.mutate({ workspaceId: owner.workspaceId })
  const asked = admin.browser.privacy.requestDeletion.mutate({ subject: 'workspace', password })
  expect((await problemOf(asked)).code).toBe('forbidden')
  await ask(owner, 'workspace')
  expect((await problemOf(admin.browser.account.me.query())).code).toBe('unauthenticated')
  await runDeletions(later(15))
  expect(await isThere('workspace', owner.workspaceId)).toBe(false)
  expect(await isThere('person', admin.personId)).toBe(true)
  expect(await isThere('person', owner.personId)).toBe(true)
  // With a home of their own, or they could not even sign in.
  const me = await (await signIn(owner)).account.me.query()
  expect(me.workspace.id).not.toBe(owner.workspaceId)
})

test('the last owner of a workspace with others in it hands over first', async () => {
  const [owner, editor] = [await api.creator(), await api.creator()]
  await join(editor, owner, 'editor')
  const { handOver, goesAlong } = await owner.browser.privacy.status.query()
  expect([handOver.map(({ id }) => id), goesAlong]).toEqual([[owner.workspaceId], []])
  const problem = await problemOf(ask(owner, 'person'))
  expect([problem.code, problem.detail]).toEqual([
    'conflict',
    expect.stringContaining('make one of them owner first'),
  ])
  await api.db
    .updateTable('member')
    .set({ role: 'owner' })
    .where('person_id', '=', editor.personId)
    .execute()
  await ask(owner, 'person')
  await runDeletions(later(15))
  expect(await isThere('person', owner.personId)).toBe(false)
  expect(await isThere('workspace', owner.workspaceId)).toBe(true)
})

test('an owner who became the last one meanwhile leaves it to who was there longest', async () => {
  const [owner, admin] = [await api.creator(), await api.creator()]
  await ask(owner, 'person')
  await join(admin, owner, 'admin')
  await runDeletions(later(15))
  const members = await api.db
    .selectFrom('member')
    .select(['person_id', 'role'])
    .where('workspace_id', '=', owner.workspaceId)
    .execute()
  expect(members).toEqual([{ person_id: admin.personId, role: 'owner' }])
})

test('who is deleted is taken out of the logs of others, and those stay whole', async () => {
  const [owner, gone] = [await api.creator(), await api.creator()]
  await join(gone, owner, 'admin')
  await gone.browser.workspace.enter.mutate({ workspaceId: owner.workspaceId })
  await gone.browser.privacy.requestExport.mutate({ subject: 'person', password: gone.password })
  const before = await verifyAudit(api.deps, owner.workspaceId)
  await ask(gone, 'person')
  await runDeletions(later(15))
  const after = await verifyAudit(api.deps, owner.workspaceId)
  expect(after.brokenAt).toBe(null)
  expect(after.lines).toBeGreaterThan(before.lines)
  const { lines } = await owner.browser.audit.list.query({})
  expect(JSON.stringify(lines)).not.toContain(gone.personId)
  const erased = lines.filter(line => line.isErased)
  expect(erased.map(({ action, address }) => [action, address])).toContainEqual([
    'sensitive_read:export',
    null,
  ])
  const [record] = lines
  expect(record).toMatchObject({
    action: 'user_deleted:person',
    detail: { redacted: erased.length },
  })
})

test('a restored backup deletes whoever was deleted again, before anybody is served', async () => {
  const creator = await api.creator()
  const tables = ['person', 'workspace', 'member'] as const
  const kept = await Promise.all([
    api.db.selectFrom('person').selectAll().where('person_id', '=', creator.personId).execute(),
    api.db
      .selectFrom('workspace')
      .selectAll()
      .where('workspace_id', '=', creator.workspaceId)
      .execute(),
    api.db.selectFrom('member').selectAll().where('person_id', '=', creator.personId).execute(),
  ])
  await ask(creator, 'person')
  await runDeletions(later(15))
  for (const [n, table] of tables.entries()) {
    // Safe: the rows were read from this very table.
    await api.db
      .insertInto(table)
      .values(kept[n] as never)
      .execute()
  }
  // A backup of before knows no tombstone either.
  await api.db.deleteFrom('tombstone').execute()
  expect(await replayTombstones(api.deps)).toBe(2)
  expect(await isThere('person', creator.personId)).toBe(false)
  expect(await isThere('workspace', creator.workspaceId)).toBe(false)
  expect(await replayTombstones(api.deps)).toBe(0)
})

test('what is left of a paying workspace leads to nobody', async () => {
  const creator = await api.creator()
  const { workspaceId } = creator
  const change = { from_plan: 'free', to_plan: 'pro', monthly_cents: 2900 }
  await api.db
    .insertInto('plan_change')
    .values({ workspace_id: workspaceId, changed_at: '2026-10-05T13:14:15Z', ...change })
    .execute()
  const before = await api.db.selectFrom('departed').select('workspace_id').execute()
  await ask(creator, 'workspace')
  await runDeletions(later(15))
  const left = await api.db
    .selectFrom('departed')
    .innerJoin('plan_change', 'plan_change.workspace_id', 'departed.workspace_id')
    .select(['plan_change.workspace_id', 'monthly_cents', 'changed_at'])
    .execute()
  const [row] = left.filter(({ workspace_id }) =>
    before.every(old => old.workspace_id !== workspace_id),
  )
  expect(row).toMatchObject({
    monthly_cents: 2900,
    changed_at: new Date('2026-10-05T00:00:01Z'),
  })
  expect(row?.workspace_id).not.toBe(workspaceId)
})

test('a platform that is away is tried again, then noted, and holds nobody up', async () => {
  const creator = await api.creator()
  const connection = await api.connectionFor(creator, 'youtube')
  await ask(creator, 'workspace')
  const revoked: string[] = []
  const away = {
    ...api.deps.platforms.ours.youtube,
    revoke: async ({ accessToken }: { accessToken: string }) => {
      revoked.push(accessToken)
      throw new Error('away')
    },
  }
  const { ours, through } = api.deps.platforms
  const platforms = { ours: { ...ours, youtube: away }, through }
  for (const days of [15, 15.1, 15.2, 15.4]) {
    await runDeletions({ ...later(days), platforms })
    expect(await isThere('workspace', creator.workspaceId)).toBe(true)
  }
  await runDeletions({ ...later(16), platforms })
  expect(await isThere('workspace', creator.workspaceId)).toBe(false)
  expect(revoked).toEqual(Array(5).fill(`access-${connection.id}`))
  expect(api.logged.join('\n')).toContain('youtube did not take its access back')
})

test('whoever was deleted may come back as somebody new, and is not deleted again', async () => {
  const creator = await api.creator()
  await ask(creator, 'person')
  await runDeletions(later(15))
  const again = await api.creator({ email: creator.email })
  expect(again.personId).not.toBe(creator.personId)
  expect(await replayTombstones(api.deps)).toBe(0)
  expect((await again.browser.account.me.query()).workspace.id).toBe(again.workspaceId)
})

test('a workspace that was to go later goes along when its last person does', async () => {
  const creator = await api.creator()
  await ask(creator, 'person')
  const now = new Date(Date.now() + 10 * DAY_MS)
  const dueAt = new Date(Date.now() + 24 * DAY_MS)
  const planned = { subject: 'workspace', subjectId: creator.workspaceId, now, dueAt } as const
  await insertDeletion(api.db, planned)
  await runDeletions(later(15))
  expect(await isThere('workspace', creator.workspaceId)).toBe(false)
})

test('what has begun cannot be taken back', async () => {
  const creator = await api.creator()
  await ask(creator, 'workspace')
  await api.db
    .updateTable('deletion')
    .set({ step: 'platforms' })
    .where('subject_id', '=', creator.workspaceId)
    .execute()
  const browser = await signIn(creator)
  const cancelled = browser.privacy.cancelDeletion.mutate({ subject: 'workspace' })
  expect((await problemOf(cancelled)).code).toBe('not_found')
})
