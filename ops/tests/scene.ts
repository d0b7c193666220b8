import { join } from 'node:path'
import { RedisClient } from 'bun'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { z } from 'zod'
import { clip } from '../../agent/tests/clips.ts'
import { type Agent, type Ledger, startWorld, type World } from '../../agent/tests/world.ts'
import { type Platform, WaitingRow } from '../../api/contract/index.ts'
import { realRedis } from '../../api/tests/servers/redis-door.ts'
import { buildApp, buildWindow } from '../start/build-app.ts'
import { type Mailbox, openMailbox } from '../start/mailbox.ts'
import { openBrowser, type Visit, visit } from './browser.ts'
import { stripeAt } from './stripe.ts'

/** Everything of the product and everybody it speaks to. */
export interface Scene {
  world: World
  /** Where people reach the dashboard. */
  address: string
  mailbox: Mailbox
  /** Somebody with a browser of their own. */
  enter(look?: BrowserContextOptions): Promise<Visit>
  /** What is public there, in the order in which it came. */
  posts(platform: Platform): Promise<Ledger['publications']>
  close(): Promise<void>
}

/** Far from any clock that is set in a test, so that the browser's cannot stand in for it. */
const ELSEWHERE = { locale: 'en-US', timezoneId: 'America/New_York' }

/** So much is at work at once here that a busy machine takes its time for each of it. */
const PATIENCE_MS = 45_000

interface Setting {
  /** Newcomers begin on it. */
  plan: string
  /** A film does without: who uses the product there is alone. */
  hasRedis: boolean
}
const USUAL: Setting = { plan: 'free', hasRedis: true }

export async function openScene({ plan, hasRedis } = USUAL): Promise<Scene> {
  await Promise.all([buildApp(() => {}), buildWindow(() => {})])
  const env: Record<string, string> = hasRedis ? { REDIS_URL: await ownRedis() } : {}
  const world = await startWorld(plan, () => ({ real: [], env }))
  await stripeAt(world.origins.stripe).tells(`${world.apiUrl}/api/v1/stripe/webhook`)
  const mailbox = openMailbox(join(world.dir, 'api', 'outbox'))
  const browser: Browser = await openBrowser()
  return {
    ...{ world, mailbox },
    // Platforms send people back to this name, and a cookie does not follow to another one.
    address: world.apiUrl.replace('127.0.0.1', 'localhost'),
    async enter(look) {
      const somebody = await visit(browser, { ...ELSEWHERE, ...look })
      somebody.page.setDefaultTimeout(PATIENCE_MS)
      return somebody
    },
    posts: async platform => (await world.ledger(platform)).publications,
    async close() {
      mailbox.close()
      await browser.close()
      await world.close()
    },
  }
}

/** One of its databases that nothing else counts in: everybody here comes from one address. */
async function ownRedis(): Promise<string> {
  const url = new URL(realRedis())
  url.pathname = '/7'
  const redis = new RedisClient(url.href)
  // An earlier run of this file was the same address, too.
  for (const name of await redis.keys('content:limit:*')) await redis.del(name)
  redis.close()
  return url.href
}

/** A video lands in the folder that a computer watches. */
export const drop = ({ watchDir }: Agent, name: string) => clip(join(watchDir, name), name)

/** What stands on the computers of whoever is signed in, as their own browser may ask. */
export async function waitingOn(page: Page): Promise<WaitingRow[]> {
  const answer = await page.evaluate('fetch("/trpc/publication.waiting").then(it => it.json())')
  const data = z.object({ waiting: z.array(WaitingRow) })
  return z.object({ result: z.object({ data }) }).parse(answer).result.data.waiting
}
