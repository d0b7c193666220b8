import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { MINUTE_MS } from '../src/lib/time.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { codesOf, problemOf } from './refusal.ts'
import type { Colleague } from './team.ts'
import { colleagueOf } from './team.ts'

let api: TestApi
let ada: Creator
let ben: Colleague
let laterMs = 0
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + laterMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  laterMs = 0
  ada = await api.creator({ plan: 'pro' })
  ben = await colleagueOf(api, ada, 'editor')
})

describe('a person with several workspaces', () => {
  test('sees each with their role in it, and which they are in', async () => {
    const mine = await ben.person.workspace.mine.query()
    expect(mine.map(({ id, role, plan, isCurrent }) => [id, role, plan, isCurrent])).toEqual([
      [ben.creator.workspaceId, 'owner', 'free', false],
      [ada.workspaceId, 'editor', 'pro', true],
    ])
  })

  test('goes from one to the other with their browser', async () => {
    const { workspaceId } = ben.creator
    expect((await ben.browser.workspace.get.query()).id).toBe(ada.workspaceId)
    const entered = await ben.browser.workspace.enter.mutate({ workspaceId })
    expect(entered).toMatchObject({ id: workspaceId, role: 'owner', isCurrent: true })
    expect((await ben.browser.workspace.get.query()).id).toBe(workspaceId)
    expect((await api.client(entered.token).workspace.get.query()).id).toBe(workspaceId)
    // Their other sign-ins stay where they are.
    expect((await ben.person.workspace.get.query()).id).toBe(ada.workspaceId)
  })

  test('cannot enter one that is not theirs', async () => {
    const eve = await api.creator()
    const { workspaceId } = ada
    const refused = await codesOf([
      eve.person.workspace.enter.mutate({ workspaceId }),
      eve.browser.workspace.enter.mutate({ workspaceId }),
    ])
    expect(refused).toEqual(['not_found', 'not_found'])
    expect((await eve.browser.workspace.get.query()).id).toBe(eve.workspaceId)
  })

  test('with a token gets none that lives longer than it', async () => {
    const { workspaceId } = ben.creator
    laterMs = 10 * MINUTE_MS
    const entered = await ben.person.workspace.enter.mutate({ workspaceId })
    const livesMs = Date.parse(entered.expiresAt) - (Date.now() + laterMs)
    expect(livesMs).toBeLessThanOrEqual(5 * MINUTE_MS)
    const next = api.client(entered.token)
    await next.workspace.enter.mutate({ workspaceId })
    laterMs = 16 * MINUTE_MS
    expect((await problemOf(next.workspace.get.query())).code).toBe('unauthenticated')
  })
})

describe('the settings of a workspace', () => {
  test('are its name and its time zone, each on its own', async () => {
    await ada.person.workspace.update.mutate({ name: '  Studio Süd ' })
    await ada.person.workspace.update.mutate({ timeZone: 'America/Argentina/Buenos_Aires' })
    expect(await ben.person.workspace.get.query()).toMatchObject({
      name: 'Studio Süd',
      timeZone: 'America/Argentina/Buenos_Aires',
    })
  })

  test('are an admin’s to change', async () => {
    const call = ben.person.workspace.update.mutate({ name: 'Mine' })
    expect((await problemOf(call)).code).toBe('forbidden')
  })

  test('take no time zone that nobody knows', async () => {
    for (const timeZone of ['Mars/Olympus', '+02:00', 'europe/berlin', 'EST5EDT;drop', '']) {
      const problem = await problemOf(ada.person.workspace.update.mutate({ timeZone }))
      expect(problem.fields).toHaveProperty('timeZone')
    }
    for (const timeZone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Etc/GMT+5']) {
      const saved = await ada.person.workspace.update.mutate({ timeZone })
      expect(saved.timeZone).toBe(timeZone)
    }
  })
})
