import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@content/api/contract'
import { openJournal } from '../src/journal/journal.ts'
import { clip, largeClip } from './clips.ts'
import { type Agent, startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

const SECOND = 'UCsandboxSecondChannel01'
const AUTOMATIC = { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' } as const
const QUICK = ['--quiet', '0.2', '--sweep', '1']

let world: World
let kitchen: Connection
let walks: Connection
beforeAll(async () => {
  world = await startWorld()
  kitchen = await world.connect('youtube')
  walks = await world.connect('youtube', world.creator, { account: SECOND })
  for (const connection of [kitchen, walks]) await world.rule(connection, AUTOMATIC)
})
afterAll(() => world?.close())

/** An agent with one more folder for each list of channels. */
async function agentWith(...channels: string[][]) {
  const agent = world.agent()
  const folders = channels.map((_, index) => join(agent.home, '..', `folder-${index}`))
  for (const folder of folders) mkdirSync(folder)
  const config = join(agent.home, 'config.json')
  const watch_folders = folders.map((path, index) => ({ path, channels: channels[index] }))
  const file = { ...JSON.parse(readFileSync(config, 'utf8')), watch_folders }
  await Bun.write(config, JSON.stringify(file))
  return { agent, folders }
}

const untilDone = (agent: Agent) => agent.run(['watch', '--until-done', ...QUICK])
const hashOf = (path: string) =>
  new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')

/** To which channels these bytes were published, once for each time. */
async function publishedTo(hash: string): Promise<string[]> {
  const { publications } = await world.ledger('youtube')
  const ids = publications.filter(it => it.sha256 === hash).map(it => it.accountId)
  return ids.sort()
}

async function disconnect({ platform, id }: Connection): Promise<void> {
  const url = `${world.apiUrl}/api/v1/oauth/${platform}/credentials?connectionId=${id}`
  const headers = { authorization: `Bearer ${world.creator.token}` }
  expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(200)
}

async function wish({ id: connectionId }: Connection, prompt: string): Promise<void> {
  const url = `${world.apiUrl}/trpc/connection.savePrompt`
  const type = { 'content-type': 'application/json' }
  const headers = { authorization: `Bearer ${world.creator.token}`, ...type }
  const body = JSON.stringify({ connectionId, prompt })
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
}

async function uploadsUsed(): Promise<number> {
  const headers = { 'x-api-key': world.creator.apiKey }
  const answer = await fetch(`${world.apiUrl}/api/v1/enrichment/quota`, { headers })
  return ((await answer.json()) as { used: number }).used
}

test('each folder publishes to its own channels, once, also when killed in between', async () => {
  const both = ['youtube:@harbourkitchen', walks.id]
  const { agent, folders } = await agentWith(['@harbourkitchen'], ['Night Market Walks'], both)
  const files = folders.map((folder, index) => join(folder, `film-${index}.mp4`))
  for (const [index, path] of files.entries()) await largeClip(path, `film ${index}`, 20_000_000)
  const hashes = files.map(hashOf)
  const hold = { fault: { kind: 'delay', ms: 60_000 }, times: 4 }
  await world.fault('youtube', { method: 'PUT', after: 1, ...hold })

  await wish(walks, 'Speak of the night.')
  const before = await uploadsUsed()
  const running = agent.start('watch', ...QUICK)
  const isHeld = (state: string) => state === 'uploading' || state === 'confirming'
  await agent.until(videos => {
    const all = videos.flatMap(it => it.publications)
    return all.length === 4 && all.some(it => isHeld(it.state))
  })
  await running.kill()
  await world.clearFaults()
  agent.start('watch', ...QUICK)
  await agent.until(videos => videos.every(it => it.state === 'published'))

  const channels = await Promise.all(hashes.map(publishedTo))
  const [first, second] = [kitchen.externalId, walks.externalId]
  expect(channels).toEqual([[first], [second], [first, second].sort()])
  expect(await uploadsUsed()).toBe(before + 3)

  const journal = openJournal(agent.home)
  const own = journal.publications().filter(row => row.words !== null)
  journal.close()
  expect(own.map(row => row.connection_id)).toEqual([walks.id, walks.id])
  const { publications } = await world.ledger('youtube')
  for (const { sha256, words } of own) {
    const there = publications.find(it => it.sha256 === sha256 && it.accountId === second)
    expect(there?.text).toBe(JSON.parse(words ?? '').description)
  }
})

test('a channel that is disconnected keeps its videos waiting until it is back', async () => {
  const { agent, folders } = await agentWith(['@nightmarketwalks'])
  const [folder = ''] = folders
  await world.rule(walks, { ...AUTOMATIC, mode: 'review' })
  const planned = hashOf(await clip(join(folder, 'planned.mp4'), 'planned'))
  expect((await untilDone(agent)).code).toBe(3)
  await disconnect(walks)
  const late = hashOf(await clip(join(folder, 'late.mp4'), 'late'))
  const approved = await agent.run(['approve', 'planned.mp4', '--channel', 'nightmarketwalks'])
  expect(approved.code).toBe(0)
  const { code, text } = await untilDone(agent)
  expect(code).toBe(3)
  expect(text).toContain('@nightmarketwalks is no longer connected.')
  expect(text).toContain(
    '"@nightmarketwalks" is not connected. Connected: @harbourkitchen (YouTube).',
  )
  expect([await publishedTo(planned), await publishedTo(late)]).toEqual([[], []])
  expect((await agent.run(['doctor'])).text).toContain(`Channels of ${folder}`)

  await world.rule(await world.connect('youtube', world.creator, { account: SECOND }), AUTOMATIC)
  await agent.run(['retry'])
  expect((await untilDone(agent)).code).toBe(0)
  const only = [walks.externalId]
  expect([await publishedTo(planned), await publishedTo(late)]).toEqual([only, only])
})

test('a name that is no channel is refused where it is typed, with those there are', async () => {
  const agent = world.agent()
  const folder = join(agent.home, '..', 'more')
  mkdirSync(folder)
  const add = (...rules: string[]) => agent.run(['folders', 'add', folder, ...rules])
  const said = '"@nobody" is not connected. Connected: @harbourkitchen (YouTube), '
  const unknown = await add('--channels', '@harbourkitchen,@nobody')
  expect(unknown).toMatchObject({ code: 2, text: expect.stringContaining(said) })
  expect((await add('--channels', '@harbourkitchen', '--platforms', 'youtube')).code).toBe(2)
  expect((await agent.run(['folders'])).text).not.toContain(folder)
  const added = await add('--channels', 'harbourkitchen')
  expect(added).toMatchObject({ code: 0, text: expect.stringContaining('goes to harbourkitchen') })
  const setting = await agent.run(['config', 'channels', '@nobody'])
  expect(setting).toMatchObject({ code: 2, text: expect.stringContaining(said) })
  expect((await agent.run(['config', 'channels', '@nightmarketwalks'])).code).toBe(0)
  expect((await agent.run(['folders'])).text).toContain('goes to @nightmarketwalks')
})
