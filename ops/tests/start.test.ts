import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PLATFORMS } from '../../api/contract/index.ts'
import {
  cutStart,
  ledgers,
  renditionHashes,
  runContent,
  runStart,
  type StartRun,
} from './start-run.ts'

const LIMIT_MS = 180_000

let folder: string
let first: StartRun

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'content-start-'))
  first = await runStart(folder, ['--once'])
}, LIMIT_MS)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('one command publishes the sample on every platform and says where', () => {
  expect(first.error).toBe('')
  expect(first.exitCode).toBe(0)
  const [, where = ''] =
    /^published my-first-video\.mp4: (.*)$/.exec(first.lines.at(-1) ?? '') ?? []
  const places = where.split(' ').map(place => /^(\w+)=http\S+$/.exec(place)?.[1])
  expect(places).toEqual([...PLATFORMS])
})

test("the demo's agent answers whoever asks in its home, which holds all it needs", async () => {
  const doctor = await runContent(join(folder, 'data'), ['doctor', '--json'])
  const { findings }: { findings: { what: string; isFine: boolean }[] } = JSON.parse(doctor)
  // By now the server has stopped with the rest of it; nothing else is amiss.
  expect(findings.filter(it => !it.isFine).map(it => it.what)).toEqual(['Server'])
})

test('each platform holds one publication, of exactly the bytes that were prepared', async () => {
  const sent = await renditionHashes(join(folder, 'data'), 'my-first-video.mp4')
  const received = await ledgers(join(folder, 'data'))
  expect(Object.keys(sent)).toEqual([...PLATFORMS])
  for (const [platform, sha256] of Object.entries(sent)) {
    expect(received[platform]?.publications.map(it => it.sha256)).toEqual([sha256])
  }
})

test('the demo creator chose who sees it on TikTok, and start said so', () => {
  const line = first.lines.find(it => it.includes('approves TikTok'))
  expect(line).toContain('everyone')
  expect(line).toContain('music terms agreed')
})

test('the same bytes under another name are not published again', async () => {
  const name = 'another name.mp4'
  await Bun.write(
    join(folder, 'watch', name),
    Bun.file(join(folder, 'watch/published/my-first-video.mp4')),
  )
  const again = await runStart(folder, ['--once'])
  expect(again.exitCode).toBe(0)
  expect(again.lines.at(-1)).toStartWith(`published ${name}: youtube=http`)
  const found = await ledgers(join(folder, 'data'))
  expect(Object.values(found).map(it => it.publications.length)).toEqual(PLATFORMS.map(() => 1))
}, 60_000)

test('a file that is no video ends in one sentence and exit code 1', async () => {
  const text = join(folder, 'notes.mp4')
  await Bun.write(text, 'shopping list')
  const run = await runStart(folder, ['--once', '--video', text])
  expect(run.exitCode).toBe(1)
  expect(run.error.trim().split('\n')).toHaveLength(1)
  expect(run.error).toStartWith('notes.mp4: ')
}, 60_000)

test('a file that is not there is a failure, an option that means nothing is misuse', async () => {
  const missing = await runStart(folder, ['--once', '--video', join(folder, 'none.mp4')])
  expect([missing.exitCode, missing.error.trim()]).toEqual([
    1,
    `There is no file ${join(folder, 'none.mp4')}.`,
  ])
  const odd = await runStart(folder, ['--port', 'many'])
  expect([odd.exitCode, odd.error.split('\n')[0]]).toEqual([
    2,
    '--port wants a number from 0 to 65535, not "many".',
  ])
})

test('a plug that is pulled after the approval costs nothing', async () => {
  const sample = await Bun.file(join(folder, 'watch/published/my-first-video.mp4')).bytes()
  // An empty box behind the film makes it another file.
  const box = Buffer.from('\0\0\0\x08free')
  await Bun.write(join(folder, 'watch/second.mp4'), Buffer.concat([sample, box]))
  await cutStart(folder, ['--once'], 'approves TikTok')
  const again = await runStart(folder, ['--once'])
  expect([again.error, again.exitCode]).toEqual(['', 0])
  expect(again.lines.at(-1)).toStartWith('published second.mp4: youtube=http')
  const found = await ledgers(join(folder, 'data'))
  expect(Object.values(found).map(it => it.publications.length)).toEqual(PLATFORMS.map(() => 2))
}, 90_000)

test('nothing that start began is left running', () => {
  const alive = readdirSync('/proc').filter(name => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readdirSync(`/proc/${name}`).length > 0 && commandLine(name).includes(folder)
    } catch {
      return false
    }
  })
  expect(alive).toEqual([])
})

function commandLine(pid: string): string {
  return new TextDecoder().decode(Bun.spawnSync(['cat', `/proc/${pid}/cmdline`]).stdout)
}

test('start works where the folder is reached by a link', async () => {
  const linked = join(folder, 'linked')
  symlinkSync(join(folder, 'watch'), linked)
  const run = await runStart(folder, ['--once', '--watch', linked])
  expect(run.exitCode).toBe(0)
}, 60_000)
