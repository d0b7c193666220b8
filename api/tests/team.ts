/** People who work together: one workspace, several members. */
import type { Role } from '../contract/index.ts'
import { giveKey, upsertDevice } from '../src/device/device.queries.ts'
import type { Client, Creator, TestApi } from './harness.ts'

export interface Colleague {
  personId: string
  email: string
  /** Calls for the shared workspace, by JWT. */
  person: Client
  /** Calls from a browser that is in the shared workspace. */
  browser: Client
  /** A device of theirs in the shared workspace. */
  key: Client
  creator: Creator
}

/** Somebody with a workspace of their own who joins this one, and goes on in it. */
export async function colleagueOf(
  api: TestApi,
  owner: Pick<Creator, 'workspaceId'>,
  role: Role,
): Promise<Colleague> {
  const creator = await api.creator()
  const { personId, email, browser } = creator
  const row = { workspace_id: owner.workspaceId, person_id: personId, role }
  await api.db.insertInto('member').values(row).execute()
  const { workspaceId } = owner
  const { token } = await browser.workspace.enter.mutate({ workspaceId })
  const person = api.client(token)
  const key = await deviceKeyFor(api, { workspaceId, personId })
  return { personId, email, person, browser, key, creator }
}

async function deviceKeyFor(api: TestApi, owner: { workspaceId: string; personId: string }) {
  const deviceId = await upsertDevice(api.db, owner.workspaceId, `device of ${owner.personId}`)
  return api.client(await giveKey(api.db, { ...owner, deviceId }))
}

/** Their address counts as proven. */
export async function verify(api: TestApi, { personId }: Pick<Creator, 'personId'>) {
  const proven = api.db.updateTable('person').set({ verified_at: new Date() })
  await proven.where('person_id', '=', personId).execute()
}

/** Their role, as the others are told. */
export async function roleOf(by: Client, personId: string): Promise<Role | undefined> {
  const members = await by.workspace.member.list.query()
  return members.find(member => member.personId === personId)?.role
}
