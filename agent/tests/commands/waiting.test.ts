import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import type { WaitingRow } from '@content/api/contract'
import { clip } from '../clips.ts'
import { type Agent, startWorld, type World } from '../world.ts'

setDefaultTimeout(120_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const tiktok = await world.connect('tiktok')
  await world.rule(tiktok, { platform: 'tiktok', mode: 'review' })
})
afterAll(() => world?.close())

const ASK_EVERY_MS = 300
const QUICK = ['--quiet', '0.2', '--sweep', '1']

/** What the dashboard shows, asked as the dashboard asks it. */
async function waiting(): Promise<WaitingRow[]> {
  const headers = { authorization: `Bearer ${world.creator.token}` }
  const answer = await fetch(`${world.apiUrl}/trpc/publication.waiting`, { headers })
  // The api is ours: its answer has this shape.
  const { result } = (await answer.json()) as { result: { data: { waiting: WaitingRow[] } } }
  return result.data.waiting
}

/** Asks until it fits, no oftener than a workspace may; the test's own time limit ends it. */
async function until(fits: (rows: WaitingRow[]) => boolean): Promise<WaitingRow[]> {
  for (;;) {
    const rows = await waiting()
    if (fits(rows)) return rows
    await Bun.sleep(ASK_EVERY_MS)
  }
}

async function idOf(agent: Agent): Promise<string> {
  const [video] = await agent.until(videos => videos[0]?.state === 'awaiting_review')
  return video?.id ?? ''
}

test('the dashboard sees what an agent holds for review, until it is published', async () => {
  const agent = world.agent()
  await clip(join(agent.watchDir, 'a day out.mp4'), 'a day out')
  const running = agent.start('watch', ...QUICK)
  const [row] = await until(rows => rows.length > 0)
  expect(row).toMatchObject({ fileName: 'a day out.mp4', platform: 'tiktok', kind: 'review' })

  const id = await idOf(agent)
  expect((await agent.run(['pause', id])).code).toBe(0)
  const choice = ['--platform', 'tiktok', '--privacy', 'SELF_ONLY', '--agree-music']
  expect((await agent.run(['approve', id, ...choice])).code).toBe(0)
  expect(await until(([it]) => it?.kind === 'paused')).toHaveLength(1)
  expect((await agent.run(['resume', id])).code).toBe(0)
  await agent.until(videos => videos[0]?.state === 'published')
  await until(rows => rows.length === 0)
  await running.stop()
})

test('an agent that leaves has told what it leaves behind, and when that goes out', async () => {
  const agent = world.agent()
  const path = await clip(join(agent.home, 'later.mp4'), 'later')
  expect((await agent.run(['publish', path, '--quiet', '0.2'])).text).toContain('approve')
  expect(await waiting()).toMatchObject([{ fileName: 'later.mp4', kind: 'review', until: null }])

  const choice = ['--platform', 'tiktok', '--privacy', 'SELF_ONLY', '--agree-music']
  const id = await idOf(agent)
  expect((await agent.run(['approve', id, ...choice])).code).toBe(0)
  const at = ['--at', '2126-12-24 18:00', '--zone', 'Europe/Berlin']
  await agent.run(['publish', path, ...at, '--quiet', '0.2'])
  expect(await waiting()).toMatchObject([{ kind: 'scheduled', until: '2126-12-24T17:00:00.000Z' }])
})
