import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Deps } from '../src/deps.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { insertDeletion } from '../src/privacy/deletion/deletion.queries.ts'
import { runDeletions } from '../src/privacy/deletion/run-deletions.ts'
import { replayTombstones } from '../src/privacy/deletion/tombstones.ts'
import { addMember } from '../src/workspace/member/member.queries.ts'
import { insertWorkspace } from '../src/workspace/workspace.queries.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

const later = (days: number) => ({
  ...api.deps,
  now: () => new Date(Date.now() + days * DAY_MS),
})

async function secondWorkspace({ personId }: Creator): Promise<string> {
  const workspaceId = crypto.randomUUID()
  await insertWorkspace(api.db, { workspaceId, name: 'Second', plan: 'free' })
  await addMember(api.db, { workspaceId, personId, role: 'owner' })
  return workspaceId
}

const plan = (subject: 'person' | 'workspace', subjectId: string) => {
  const now = new Date()
  return insertDeletion(api.db, { subject, subjectId, now, dueAt: now })
}

/** The workspace that somebody is in who signs in now. */
async function homeOf({ email, password }: Creator): Promise<string> {
  const { token } = await api.client().account.login.mutate({ email, password })
  return (await api.client(token).account.me.query()).workspace.id
}

const workspaceIds = async () =>
  (await api.db.selectFrom('workspace').select('workspace_id').execute()).map(
    row => row.workspace_id,
  )

const withAdd = (add: Deps['files']['tombstones']['add']): Deps['files'] => ({
  ...api.deps.files,
  tombstones: { ...api.deps.files.tombstones, add },
})

test('whoever ends both of their workspaces has a home, though both are cut off', async () => {
  const creator = await api.creator()
  const both = [creator.workspaceId, await secondWorkspace(creator)]
  for (const workspaceId of both) await plan('workspace', workspaceId)
  const add = () => Promise.reject(new Error('the disk is full'))
  await runDeletions({ ...later(1), files: withAdd(add) })
  expect(await workspaceIds()).toEqual(expect.arrayContaining(both))
  await runDeletions(later(2))
  for (const workspaceId of both) expect(await workspaceIds()).not.toContain(workspaceId)
  expect(both).not.toContain(await homeOf(creator))
})

test('a workspace whose last two people go in the same moment goes with them', async () => {
  const [ada, ben] = [await api.creator(), await api.creator()]
  const shared = await secondWorkspace(ada)
  await addMember(api.db, { workspaceId: shared, personId: ben.personId, role: 'owner' })
  for (const { personId } of [ada, ben]) await plan('person', personId)
  const both = Promise.withResolvers<void>()
  let reached = 0
  const add: typeof api.deps.files.tombstones.add = async stones => {
    if (stones[0]?.subject === 'person') reached += 1
    if (reached === 2) both.resolve()
    await both.promise
    await api.deps.files.tombstones.add(stones)
  }
  const ctx = { ...later(1), files: withAdd(add) }
  await Promise.all([runDeletions(ctx), runDeletions(ctx)])
  await runDeletions(later(1))
  expect(await workspaceIds()).not.toContain(shared)
})

test('a restored backup leaves nobody homeless when it takes a workspace away again', async () => {
  const [owner, editor] = [await api.creator(), await api.creator()]
  const { workspaceId } = owner
  await addMember(api.db, { workspaceId, personId: editor.personId, role: 'editor' })
  await plan('workspace', workspaceId)
  await runDeletions(later(1))
  // As of before: the workspace is there, and the homes that were given since are not.
  for (const { personId } of [owner, editor]) {
    await api.db.deleteFrom('member').where('person_id', '=', personId).execute()
  }
  await insertWorkspace(api.db, { workspaceId, name: 'Back', plan: 'free' })
  await addMember(api.db, { workspaceId, personId: owner.personId, role: 'owner' })
  await addMember(api.db, { workspaceId, personId: editor.personId, role: 'editor' })
  expect(await replayTombstones(api.deps)).toBe(1)
  expect(await workspaceIds()).not.toContain(workspaceId)
  for (const person of [owner, editor]) expect(await homeOf(person)).not.toBe(workspaceId)
})
