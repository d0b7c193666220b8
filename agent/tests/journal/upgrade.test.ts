import { Database } from 'bun:sqlite'
import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { SCHEMA_VERSION } from '../../src/journal/schema.ts'
import { largeClip } from '../clips.ts'
import { type Program, start } from '../processes.ts'
import { startWorld, type World } from '../world.ts'
import { rewriteAs, versionOf } from './old-journal.ts'

setDefaultTimeout(180_000)

let world: World
const programs: Program[] = []
beforeAll(async () => {
  world = await startWorld()
  const channel = await world.connect('youtube')
  await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterEach(() => world.clearFaults())
afterAll(async () => {
  await Promise.all(programs.map(program => program.kill()))
  await world?.close()
})

const CONFIG = { upload_to_instagram: false, upload_to_tiktok: false }
const WATCH = ['watch', '--quiet', '0.2', '--sweep', '1']

const sessionsBegun = async () =>
  (await world.ledger('youtube')).requests.filter(
    ({ method, path }) => method === 'POST' && path.includes('/upload/youtube'),
  ).length

// The first goes through every step there is, the last is what most people have.
for (const version of [1, SCHEMA_VERSION - 1]) {
  test(`an upload begun under version ${version} of the journal goes on where it was`, async () => {
    const agent = world.agent({ config: CONFIG, apiKey: await world.addDevice(`v${version}`) })
    await largeClip(join(agent.watchDir, 'old.mp4'), `version ${version}`, 30_000_000)
    const hold = { kind: 'delay', ms: 60_000 }
    await world.fault('youtube', { method: 'PUT', fault: hold, times: 1 })
    const old = agent.start(...WATCH)
    await agent.until(([video]) => video?.publications[0]?.state === 'uploading')
    await old.kill()
    await world.clearFaults()
    rewriteAs(version, agent.home)
    // Agents of that time did not say whose journal it is.
    await world.whileServerIsDown('update publication set installation = null')
    const before = await sessionsBegun()

    expect((await agent.run([...WATCH, '--until-done'])).code).toBe(0)
    expect(versionOf(agent.home)).toBe(SCHEMA_VERSION)
    const [video] = (await agent.status()).videos
    const live = (await world.ledger('youtube')).publications
    expect(live.filter(it => it.sha256 === video?.sha256)).toHaveLength(1)
    expect(await sessionsBegun()).toBe(before)
    expect(existsSync(join(agent.processedDir, 'old.mp4'))).toBe(true)
  })
}

test('a journal of a newer agent is refused in one sentence and left as it is', async () => {
  const agent = world.agent({ config: CONFIG })
  openJournal(agent.home).close()
  const path = join(agent.home, 'journal.db')
  const db = new Database(path)
  db.run(`pragma user_version = ${SCHEMA_VERSION + 1}`)
  db.close()
  const bytes = readFileSync(path)
  const { code, text } = await agent.run(['watch'])
  expect({ code, text }).toEqual({
    code: 3,
    text: 'The journal was written by a newer version of the agent: please update this one.',
  })
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('an upgrade killed half-way has not happened, and happens at the next start', async () => {
  const { home } = world.agent()
  const journal = openJournal(home)
  journal.noteFile('/a.mp4', { sizeBytes: 1, mtimeMs: 1, ino: '1' }, 1)
  journal.close()
  rewriteAs(1, home)
  const source = join(import.meta.dir, '../../src/journal/schema.ts')
  const script = join(home, 'upgrade.ts')
  const lines = [
    "import { Database } from 'bun:sqlite'",
    `import { migrate, STEPS } from ${JSON.stringify(source)}`,
    `const db = new Database(${JSON.stringify(join(home, 'journal.db'))})`,
    'const run = db.run.bind(db)',
    'db.run = (sql, ...more) => {',
    '  const answer = run(sql, ...more)',
    '  if (sql !== STEPS[1]) return answer',
    "  process.stdout.write('half-way\\n')",
    '  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    '}',
    'migrate(db)',
  ]
  writeFileSync(script, lines.join('\n'))
  const upgrade = start([script], {})
  programs.push(upgrade)
  await upgrade.line(line => line === 'half-way')
  await upgrade.kill()

  expect(versionOf(home)).toBe(1)
  const again = openJournal(home)
  expect(again.files().map(file => file.path)).toEqual(['/a.mp4'])
  again.close()
  expect(versionOf(home)).toBe(SCHEMA_VERSION)
})
