import { afterAll, beforeAll, expect, test } from 'bun:test'
import { HOUR_MS } from '../src/lib/time.ts'
import { figuresRound } from './figures-round.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { publishedOn, sendingTo } from './publishing.ts'

let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now })
}, START_MS)
afterAll(() => api.close())

/** A creator with one published video, whose id there is the workspace's. */
async function published(): Promise<string> {
  const creator = await api.creator({ plan: 'pro' })
  await sendingTo(api, creator, await api.connectionFor(creator, 'youtube'))
  await api.db
    .updateTable('publication')
    .set({ state: 'published', remote_id: creator.workspaceId })
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  return creator.workspaceId
}

test('a round that is cut short is taken up by the next where it ended', async () => {
  const all = [await published(), await published(), await published()]
  const asked: string[] = []
  for (const _ of all) {
    now = new Date(now.getTime() + 60_000)
    const stop = new AbortController()
    const figures = async (_: string, ids: string[]) => {
      asked.push(...ids)
      stop.abort()
      return []
    }
    await figuresRound(api, figures, { signal: stop.signal })
  }
  expect(asked.toSorted()).toEqual(all.toSorted())
})

test('where questions are counted, one takes along what is nearly due', async () => {
  const creator = await api.creator({ plan: 'pro' })
  for (const [platform, wanted] of [
    ['youtube', ['due', 'nearly']],
    ['tiktok', ['due']],
  ] as const) {
    const connection = await api.connectionFor(creator, platform)
    for (const [name, inHours] of Object.entries({ due: 0, nearly: 2, later: 6 })) {
      const { publicationId } = await publishedOn(api, creator, { connection, at: now })
      const next = now.getTime() + inHours * HOUR_MS
      await api.db
        .updateTable('publication')
        .set({
          remote_id: `${name}-${platform}`,
          next_figures_at: new Date(next),
          figures_at: new Date(next - 12 * HOUR_MS),
        })
        .where('publication_id', '=', publicationId)
        .execute()
    }
    const asked: string[] = []
    const figures = async (_: string, ids: string[]) => {
      asked.push(...ids.filter(id => id.endsWith(platform)))
      return []
    }
    await figuresRound(api, figures)
    expect(asked).toEqual(wanted.map(name => `${name}-${platform}`))
  }
})
