import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { largeClip } from '../clips.ts'
import { type Agent, startWorld, type World } from '../world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const channel = await world.connect('youtube')
  await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world.close())

const CONFIG = { upload_to_instagram: false, upload_to_tiktok: false }
const WATCH = ['watch', '--quiet', '0.2', '--sweep', '1']
const JUNK = Buffer.alloc(40_960, 'no journal at all ')

const inHome = (agent: Agent, name: string) => join(agent.home, name)

/** Kills the agent while it sends; answers with the name of what it was sending. */
async function killMidUpload(agent: Agent, seed: string): Promise<void> {
  const clip = join(world.dir, `${seed}.mp4`)
  await largeClip(clip, seed, 30_000_000)
  await world.fault('youtube', { method: 'PUT', fault: { kind: 'delay', ms: 60_000 } })
  const program = agent.start(...WATCH)
  copyFileSync(clip, join(agent.watchDir, `${seed}.mp4`))
  const isSending = (state: string) => state === 'uploading'
  await agent.until(([video]) => video?.publications.some(row => isSending(row.state)) === true)
  await program.kill()
  await world.clearFaults()
}

const DAMAGES: [string, (agent: Agent) => void][] = [
  ['junk', agent => writeFileSync(inHome(agent, 'journal.db'), JUNK)],
  [
    'junk everywhere',
    agent => {
      for (const name of ['journal.db', 'journal.db-wal']) writeFileSync(inHome(agent, name), JUNK)
    },
  ],
  [
    'nothing',
    agent => {
      for (const end of ['', '-wal', '-shm'])
        rmSync(inHome(agent, `journal.db${end}`), { force: true })
    },
  ],
]

for (const [index, [name, damage]] of DAMAGES.entries()) {
  test(`a journal that turned to ${name} in the middle of an upload doubles nothing`, async () => {
    const apiKey = await world.addDevice(`device ${index}`)
    const agent = world.agent({ config: CONFIG, apiKey })
    await killMidUpload(agent, `clip${index}`)
    damage(agent)
    const again = agent.start(...WATCH)
    await again.line(line => line.startsWith('Watching'))
    const videos = await agent.until(([video]) =>
      ['published', 'failed'].includes(video?.state ?? ''),
    )
    const [row] = videos[0]?.publications ?? []
    expect(['published', 'unknown']).toContain(row?.state ?? '')
    if (row?.state === 'unknown') expect(row.reason).toContain('Look at the channel')
    const hashes = (await world.ledger('youtube')).publications.map(it => it.sha256)
    expect(new Set(hashes).size).toBe(hashes.length)
    await again.stop()
    if (name !== 'junk everywhere') return
    expect((await agent.run(['status'])).text).toContain('The journal was damaged and made anew')
    const kept = readdirSync(agent.home).find(it => /^journal\.broken-\w+\.db$/.test(it))
    expect(readFileSync(inHome(agent, kept ?? '')).equals(JUNK)).toBe(true)
  }, 120_000)
}

test('a command that only reads leaves a damaged journal alone and says what to do', async () => {
  const agent = world.agent({ config: CONFIG })
  writeFileSync(inHome(agent, 'journal.db'), JUNK)
  const { code, text } = await agent.run(['status'])
  expect(code).toBe(1)
  expect(text).toBe(
    'The journal is damaged. Start the agent (content watch): it is made anew, and nothing is ' +
      'published twice.',
  )
  expect(readFileSync(inHome(agent, 'journal.db')).equals(JUNK)).toBe(true)
})

test('a damaged journal is not moved away while somebody has it open', () => {
  const { home } = world.agent()
  const first = openJournal(home)
  first.db.run('pragma wal_checkpoint(truncate)')
  writeFileSync(join(home, 'journal.db'), JUNK)
  expect(() => openJournal(home, { mayRenew: true })).toThrow('another agent has it open')
  expect(existsSync(join(home, 'journal.db'))).toBe(true)
  first.close()
  const renewed = openJournal(home, { mayRenew: true })
  expect(renewed.videos()).toEqual([])
  renewed.close()
})

test('a page that went bad before the last kill is noticed at the next start', async () => {
  const { home } = world.agent()
  const source = join(import.meta.dir, '../../src/journal/journal.ts')
  const text = `const { openJournal } = await import(${JSON.stringify(source)})
    const journal = openJournal(${JSON.stringify(home)})
    for (let n = 0; n < 300; n += 1)
      journal.noteFile('/' + 'x'.repeat(200) + n, { sizeBytes: n, mtimeMs: 1, ino: '1' }, n)
    journal.db.run('pragma wal_checkpoint(truncate)')
    journal.noteFile('/last', { sizeBytes: 1, mtimeMs: 1, ino: '1' }, 1)
    process.kill(process.pid, 'SIGKILL')`
  await Bun.spawn([process.execPath, '-e', text]).exited
  const path = join(home, 'journal.db')
  const bytes = readFileSync(path)
  bytes.fill(0xff, bytes.length - 3 * 4096)
  writeFileSync(path, bytes)
  expect(() => openJournal(home)).toThrow('The journal is damaged.')
  const renewed = openJournal(home, { mayRenew: true })
  expect(renewed.files()).toEqual([])
  renewed.close()
})

test('a page that turns out bad costs the history and doubles nothing', async () => {
  const agent = world.agent({ config: CONFIG, apiKey: await world.addDevice('bad page') })
  await largeClip(join(agent.watchDir, 'page.mp4'), 'page', 1_000_000)
  expect((await agent.run([...WATCH, '--until-done'])).code).toBe(0)
  copyFileSync(join(agent.processedDir, 'page.mp4'), join(agent.watchDir, 'page.mp4'))
  const path = inHome(agent, 'journal.db')
  const bytes = readFileSync(path)
  // The first page says where everything lies; it stays.
  bytes.fill(0xff, 4096)
  writeFileSync(path, bytes)

  expect((await agent.run([...WATCH, '--until-done'])).code).toBe(0)
  expect((await agent.run(['status'])).text).toContain('The journal was damaged and made anew')
  const [video] = (await agent.status()).videos
  expect(video?.publications[0]?.reason).toBe('It was published there before.')
  const { publications } = await world.ledger('youtube')
  expect(publications.filter(it => it.sha256 === video?.sha256)).toHaveLength(1)
})
