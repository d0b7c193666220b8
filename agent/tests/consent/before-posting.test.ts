import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findTools } from '../../src/media/tools/find-tools.ts'
import { clip } from '../clips.ts'
import { mustRun } from '../run-program.ts'
import { type Agent, startWorld, type World } from '../world.ts'
import { type Asked, askTikTok } from './ask-tiktok.ts'
import { BROKEN, CHOICE } from './guidelines.ts'

setDefaultTimeout(180_000)

const OPEN = {
  ...{ isAudited: true, isPrivateAccount: false, maxVideoPostDurationSec: 600, pendingShares: 5 },
  ...{ commentDisabled: false, duetDisabled: false, stitchDisabled: false, postingBlock: '' },
  ...{ initPerMinute: 100, creatorInfoPerMinute: 1000 },
}
const REVIEW = { platform: 'tiktok', mode: 'review' } as const
const DIRECT = '/v2/post/publish/video/init/'
const INBOX = '/v2/post/publish/inbox/video/init/'
const LONG_MS = 5000

let world: World
let tiktok: Awaited<ReturnType<World['connect']>>
let ask: Asked
beforeAll(async () => {
  world = await startWorld()
  tiktok = await world.connect('tiktok')
  await settings(OPEN)
  ask = askTikTok(world.origins.tiktok, await world.accessToken('tiktok'))
})
afterAll(() => world?.close())
afterEach(async () => {
  await settings(OPEN)
  await world.rule(tiktok, REVIEW)
  expect((await world.ledger('tiktok')).publications).toEqual([])
})

async function settings(body: object): Promise<void> {
  const url = `${world.origins.tiktok}/_sandbox/settings`
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
}

async function opened(path: string): Promise<number> {
  const { requests } = await world.ledger('tiktok')
  return requests.filter(it => it.path === path).length
}

const watch = (agent: Agent) =>
  agent.run(['watch', '--until-done', '--quiet', '0.2', '--sweep', '1'])

async function shown(agent: Agent) {
  const [video] = (await agent.status()).videos
  return { id: video?.id ?? '', ...video?.publications[0] }
}

/** Short, small and slow enough that TikTok takes it only after an encode. */
async function slowClip(path: string): Promise<void> {
  const { ffmpegPath } = await findTools({ searchPath: process.env.PATH ?? '' })
  const picture = 'testsrc2=size=360x640:rate=12:duration=4'
  const quick = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
  const args = ['-v', 'error', '-f', 'lavfi', '-i', picture, ...quick, path]
  await mustRun([ffmpegPath, ...args])
}

const SHRUNK = 'The TikTok account Sandbox Kitchen takes videos of up to 3 seconds'

test('what TikTok still allows right before the post is begun', async () => {
  const before = await opened(DIRECT)
  expect(await ask(CHOICE, LONG_MS)).toBe('begun')
  expect(await opened(DIRECT)).toBe(before + 1)
})

test.each(BROKEN)(
  'point $point, right before the post: $rule',
  async ({ choice, settings: set, says }) => {
    await settings(set ?? {})
    const before = await opened(DIRECT)
    const answer = await ask({ ...CHOICE, ...choice }, LONG_MS)
    expect(answer).toStartWith('review: ')
    expect(answer).toContain(says)
    expect(await opened(DIRECT)).toBe(before)
  },
)

test('point 1, right before the post: a creator whose limit shrank is told so', async () => {
  await settings({ maxVideoPostDurationSec: 3 })
  const before = await opened(DIRECT)
  expect(await ask(CHOICE, LONG_MS)).toBe(`you: ${SHRUNK}; this one is 5 seconds long.`)
  expect(await opened(DIRECT)).toBe(before)
})

test.each([
  ['spam_risk_too_many_posts', 'wait: This TikTok account posted too often today.'],
  ['spam_risk_user_banned_from_posting', 'you: TikTok has banned this account from posting.'],
  ['reached_active_user_cap', 'wait: This service may not post for more TikTok accounts today.'],
])(
  'point 1: a creator who cannot post now (%s) is told, and nothing is opened',
  async (code, says) => {
    await settings({ postingBlock: code })
    const before = await opened(DIRECT)
    expect(await ask(CHOICE, LONG_MS)).toBe(says)
    expect(await opened(DIRECT)).toBe(before)
  },
)

test('before its audit this service posts as "only me", or not at all', async () => {
  await settings({ isAudited: false })
  const own = { ...CHOICE, isPaidPartnership: false, privacy: 'SELF_ONLY' as const }
  expect(await ask(own, LONG_MS)).toStartWith('you: Until TikTok has audited this service')
  await settings({ isPrivateAccount: true })
  expect(await ask(own, LONG_MS)).toBe('begun')
})

test('a video too long for the creator is refused before a minute of it is encoded', async () => {
  await settings({ maxVideoPostDurationSec: 3 })
  const agent = world.agent()
  await slowClip(join(agent.watchDir, 'slow.mp4'))
  expect((await watch(agent)).code).toBe(1)
  expect(await shown(agent)).toMatchObject({
    ...{ state: 'failed', code: 'too_long', whoCanFix: 'you', nickname: 'Sandbox Kitchen' },
    reason: `${SHRUNK}; this one is 4 seconds long.`,
  })
  expect(existsSync(join(agent.home, 'renditions'))).toBe(false)

  // The limit was raised, but nobody may post just now: it is made, and waits unsent.
  await settings({ maxVideoPostDurationSec: 600, postingBlock: 'reached_active_user_cap' })
  await agent.run(['retry'])
  expect((await watch(agent)).code).toBe(5)
  const held = await shown(agent)
  expect(held).toMatchObject({ code: 'reached_active_user_cap', whoCanFix: 'wait' })
  expect([held.renditionSha256, held.nextTryAt]).toEqual([expect.any(String), expect.any(String)])
})

test('an approval that the account no longer allows goes back to the creator', async () => {
  const agent = world.agent()
  await clip(join(agent.watchDir, 'duet.mp4'), 'duet')
  const before = await opened(DIRECT)
  expect((await watch(agent)).code).toBe(3)
  const { id } = await shown(agent)
  expect((await agent.run(['status'])).text).toContain('Account: Sandbox Kitchen')
  const approve = ['approve', id, '--privacy', 'only-me', '--agree-music', '--allow-duet']
  expect(await agent.run([...approve, '--disclose'])).toMatchObject({
    ...{ code: 2, text: expect.stringContaining('You need to indicate if your content promotes') },
  })
  const approved = await agent.run(approve)
  expect(approved.code).toBe(0)
  expect(approved.text).toContain('Sandbox Kitchen')
  // TikTok's declaration is read before the step that posts, not after it.
  expect(approved.text).toMatch(/By posting, you agree to [\s\S]*Approved for TikTok/)

  await settings({ duetDisabled: true })
  expect((await watch(agent)).code).toBe(3)
  expect(await shown(agent)).toMatchObject({
    ...{ state: 'awaiting_review', whoCanFix: 'you' },
    reason: 'Duets are switched off in the settings of this TikTok account.',
  })
  expect(await opened(DIRECT)).toBe(before)
})

test('a rule for drafts waits while the inbox is full, and never posts directly', async () => {
  await world.rule(tiktok, { platform: 'tiktok', mode: 'inbox' })
  await settings({ pendingShares: 0 })
  const agent = world.agent()
  await clip(join(agent.watchDir, 'draft.mp4'), 'draft')
  const before = await opened(DIRECT)
  const result = await watch(agent)
  expect(await shown(agent)).toMatchObject({
    ...{ code: 'spam_risk_too_many_pending_share', whoCanFix: 'you', remedy: 'openPlatform' },
    ...{ reason: 'Five drafts wait in the TikTok inbox. Post or delete some there.' },
    nextTryAt: expect.any(String),
  })
  expect(result.code).toBe(3)
  expect([await opened(DIRECT), (await opened(INBOX)) > 0]).toEqual([before, true])
})

test('YouTube waits under review, and the folder says who can see it', async () => {
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'review', privacy: 'public' })
  const agent = world.agent({ config: { upload_to_tiktok: false } })
  const own = join(agent.watchDir, 'own')
  mkdirSync(own)
  const added = await agent.run(['folders', 'add', own, '--visibility', 'private'])
  expect(added).toMatchObject({ code: 0 })
  await clip(join(own, 'private.mp4'), 'private')
  expect((await watch(agent)).code).toBe(3)
  expect((await world.ledger('youtube')).publications).toEqual([])
  expect((await agent.run(['approve', (await shown(agent)).id])).code).toBe(0)
  expect((await watch(agent)).code).toBe(0)
  const { publications } = await world.ledger('youtube')
  expect(publications.map(it => it.privacy)).toEqual(['private'])
})
