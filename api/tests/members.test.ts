import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { codesOf, problemOf } from './refusal.ts'
import { colleagueOf, roleOf, verify } from './team.ts'

let api: TestApi
let ada: Creator
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  ada = await api.creator()
})

describe('the list of members', () => {
  test('shows everyone to everyone, the founder first', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    const members = await ben.person.workspace.member.list.query()
    expect(members.map(({ email, role, isYou }) => [email, role, isYou])).toEqual([
      [ada.email, 'owner', false],
      [ben.email, 'viewer', true],
    ])
  })
})

describe('changing a role', () => {
  test('counts at once for the session, the token and the key that are out', async () => {
    const ben = await colleagueOf(api, ada, 'admin')
    for (const client of [ben.browser, ben.person]) {
      await client.workspace.update.mutate({ name: 'Studio' })
    }
    await ada.person.workspace.member.changeRole.mutate({ personId: ben.personId, role: 'viewer' })
    const refused = await codesOf([
      ben.browser.workspace.update.mutate({ name: 'Mine' }),
      ben.person.workspace.update.mutate({ name: 'Mine' }),
      ben.key.account.refreshApiKey.mutate(),
    ])
    expect(refused).toEqual(['forbidden', 'forbidden', 'forbidden'])
    expect((await ben.key.workspace.get.query()).name).toBe('Studio')
  })

  test('is not for an editor, nor for a viewer', async () => {
    for (const role of ['editor', 'viewer'] as const) {
      const { person, personId } = await colleagueOf(api, ada, role)
      const change = person.workspace.member.changeRole.mutate({ personId, role: 'admin' })
      expect((await problemOf(change)).code).toBe('forbidden')
      expect(await roleOf(ada.person, personId)).toBe(role)
    }
  })

  test('only an owner makes owners, themselves included', async () => {
    const ben = await colleagueOf(api, ada, 'admin')
    const cy = await colleagueOf(api, ada, 'editor')
    for (const personId of [ben.personId, cy.personId]) {
      const change = ben.person.workspace.member.changeRole.mutate({ personId, role: 'owner' })
      expect((await problemOf(change)).code).toBe('forbidden')
    }
    await ben.person.workspace.member.changeRole.mutate({ personId: cy.personId, role: 'admin' })
    const change = { personId: cy.personId, role: 'owner' } as const
    await ada.person.workspace.member.changeRole.mutate(change)
    expect(await roleOf(ben.person, cy.personId)).toBe('owner')
  })

  test('an admin changes nothing about an owner', async () => {
    const ben = await colleagueOf(api, ada, 'admin')
    await colleagueOf(api, ada, 'owner')
    const { personId } = ada
    const refused = await codesOf([
      ben.person.workspace.member.changeRole.mutate({ personId, role: 'viewer' }),
      ben.person.workspace.member.remove.mutate({ personId }),
    ])
    expect(refused).toEqual(['forbidden', 'forbidden'])
    expect(await roleOf(ada.person, ada.personId)).toBe('owner')
  })

  test('the last owner stays one, and may go once there is another', async () => {
    const ben = await colleagueOf(api, ada, 'admin')
    const { personId } = ada
    const last = [
      ada.person.workspace.member.changeRole.mutate({ personId, role: 'admin' }),
      ada.person.workspace.member.remove.mutate({ personId }),
      ada.person.workspace.member.leave.mutate(),
    ]
    expect(await codesOf(last)).toEqual(['conflict', 'conflict', 'conflict'])
    expect(await roleOf(ben.person, personId)).toBe('owner')
    const change = { personId: ben.personId, role: 'owner' } as const
    await ada.person.workspace.member.changeRole.mutate(change)
    await ada.person.workspace.member.changeRole.mutate({ personId, role: 'editor' })
    expect(await roleOf(ben.person, personId)).toBe('editor')
  })

  test('somebody of another workspace is not found', async () => {
    const eve = await api.creator()
    const change = { personId: eve.personId, role: 'viewer' } as const
    const call = ada.person.workspace.member.changeRole.mutate(change)
    expect((await problemOf(call)).code).toBe('not_found')
  })
})

describe('a member who is removed', () => {
  test('is out at once with session, token and key, and in their own workspace', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    expect((await ben.browser.workspace.get.query()).id).toBe(ada.workspaceId)
    await ada.person.workspace.member.remove.mutate({ personId: ben.personId })
    const refused = await codesOf([ben.person.workspace.get.query(), ben.key.workspace.get.query()])
    expect(refused).toEqual(['unauthenticated', 'unauthenticated'])
    expect((await ben.browser.workspace.get.query()).id).toBe(ben.creator.workspaceId)
    expect((await ben.creator.key.workspace.get.query()).id).toBe(ben.creator.workspaceId)
  })

  test('hears no more of it, though still connected', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    const { token } = await ben.browser.workspace.enter.mutate({ workspaceId: ada.workspaceId })
    const response = await fetch(`${api.url}/trpc/publication.onChange`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
    })
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const heardUntil = async (word: string) => {
      for (let text = ''; ; ) {
        const next = await stream?.read()
        if (!next || next.done) return 'the end'
        text += next.value
        if (text.includes(word)) return word
      }
    }
    expect(await heardUntil('connected')).toBe('connected')
    await api.deps.shared.live.publish(ada.workspaceId, 'while-a-member')
    expect(await heardUntil('while-a-member')).toBe('while-a-member')
    await ada.person.workspace.member.remove.mutate({ personId: ben.personId })
    await api.deps.shared.live.publish(ada.workspaceId, 'not-a-member')
    expect(await heardUntil('not-a-member')).toBe('the end')
  })

  test('gets nothing back that was taken when they come back', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    const { userCode, deviceCode } = await ben.person.device.login.begin.mutate({ device: 'Lap' })
    await ben.person.device.login.approve.mutate({ userCode, password: ben.creator.password })
    await ada.person.workspace.member.remove.mutate({ personId: ben.personId })
    const row = { workspace_id: ada.workspaceId, person_id: ben.personId, role: 'editor' }
    await api.db.insertInto('member').values(row).execute()
    const late = await codesOf([
      ben.key.workspace.get.query(),
      api.client().device.login.poll.mutate({ deviceCode }),
    ])
    expect(late).toEqual(['unauthenticated', 'device_login'])
    expect((await ben.browser.workspace.get.query()).id).toBe(ben.creator.workspaceId)
  })

  test('and whoever is no admin any more leaves no invitation behind', async () => {
    const [ben, cy] = [await colleagueOf(api, ada, 'admin'), await colleagueOf(api, ada, 'admin')]
    for (const { creator, person } of [ben, cy]) {
      await verify(api, creator)
      const email = `friend-of-${creator.email}`
      await person.workspace.invitation.send.mutate({ email, role: 'admin' })
    }
    expect(await ada.person.workspace.invitation.list.query()).toHaveLength(2)
    await ada.person.workspace.member.remove.mutate({ personId: ben.personId })
    await ada.person.workspace.member.changeRole.mutate({ personId: cy.personId, role: 'editor' })
    expect(await ada.person.workspace.invitation.list.query()).toEqual([])
  })

  test('and had no other workspace gets one, and signs in to it', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    const own = api.db.deleteFrom('workspace')
    await own.where('workspace_id', '=', ben.creator.workspaceId).execute()
    await ada.person.workspace.member.remove.mutate({ personId: ben.personId })
    const mine = await ben.browser.workspace.mine.query()
    expect(mine).toMatchObject([{ role: 'owner', isCurrent: true }])
    expect(mine[0]?.id).not.toBe(ada.workspaceId)
    const { email, password } = ben.creator
    await api.client().account.login.mutate({ email, password })
  })
})

describe('leaving', () => {
  test('takes the person out, and their browser to another workspace of theirs', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    const { workspaceId } = await ben.browser.workspace.member.leave.mutate()
    expect(workspaceId).toBe(ben.creator.workspaceId)
    expect((await ben.browser.workspace.get.query()).id).toBe(workspaceId)
    expect(await roleOf(ada.person, ben.personId)).toBeUndefined()
    expect((await problemOf(ben.person.workspace.get.query())).code).toBe('unauthenticated')
  })
})
