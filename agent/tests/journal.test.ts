import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../src/journal/journal.ts'
import { becomeOwner, hasOwner } from '../src/journal/owner.ts'
import { sealedFile } from '../src/outside/keychain.ts'
import { type Program, start } from './processes.ts'

const dir = mkdtempSync(join(tmpdir(), 'agent-journal-'))
const programs: Program[] = []
afterAll(async () => {
  await Promise.all(programs.map(program => program.kill()))
  rmSync(dir, { recursive: true, force: true })
})

const script = (name: string, text: string) => {
  const path = join(dir, name)
  writeFileSync(path, text)
  const program = start([path], {})
  programs.push(program)
  return program
}
const source = (name: string) => JSON.stringify(join(import.meta.dir, '../src', name))

test('every write that returned is there after the process was killed', async () => {
  const home = join(dir, 'killed')
  const writer = script(
    'writer.ts',
    `import { openJournal } from ${source('journal/journal.ts')}
     const journal = openJournal(${JSON.stringify(home)})
     for (let n = 0; ; n += 1) {
       journal.noteFile('/file-' + n, { sizeBytes: n, mtimeMs: 1, ino: '1' }, n)
       console.log('wrote ' + n)
     }`,
  )
  await writer.line(line => line === 'wrote 150')
  await writer.kill()
  const last = writer.lines.findLast(line => line.startsWith('wrote'))
  const journal = openJournal(home)
  expect(journal.files().length).toBeGreaterThan(Number(last?.slice(6)))
  journal.close()
})

test('two processes write the same journal and neither loses a row', async () => {
  const home = join(dir, 'shared')
  const text = (who: string) =>
    `import { openJournal } from ${source('journal/journal.ts')}
     const journal = openJournal(${JSON.stringify(home)})
     for (let n = 0; n < 100; n += 1)
       journal.noteFile('/${who}-' + n, { sizeBytes: n, mtimeMs: 1, ino: '1' }, n)
     journal.close()`
  const writers = [script('a.ts', text('a')), script('b.ts', text('b'))]
  expect(await Promise.all(writers.map(writer => writer.exited))).toEqual([0, 0])
  const journal = openJournal(home)
  expect(journal.files().length).toBe(200)
  journal.close()
})

test('content that is known is taken once', () => {
  const journal = openJournal(join(dir, 'once'))
  const stamp = { sizeBytes: 1, mtimeMs: 1, ino: '1' }
  for (const path of ['/a', '/b']) journal.noteFile(path, stamp, 0)
  const [a, b] = journal.files()
  if (!a || !b) throw new Error('Two files were noted.')
  expect(journal.takeFile(a, 'f'.repeat(64), 0)).toBe(true)
  expect(journal.takeFile(b, 'f'.repeat(64), 0)).toBe(false)
  expect(journal.videos().map(video => video.path)).toEqual(['/a'])
  journal.close()
})

test('one process owns the journal until it dies, however it dies', async () => {
  const home = join(dir, 'owned')
  openJournal(home).close()
  const owner = script(
    'owner.ts',
    `import { becomeOwner } from ${source('journal/owner.ts')}
     globalThis.owner = becomeOwner(${JSON.stringify(home)})
     console.log('owns ' + (globalThis.owner !== null))
     setInterval(() => globalThis.owner, 1000)`,
  )
  await owner.line(line => line === 'owns true')
  expect(becomeOwner(home)).toBeNull()
  await owner.kill()
  expect(hasOwner(home)).toBe(false)
})

test('asking who owns the journal keeps nobody from owning it', async () => {
  const home = join(dir, 'asked')
  openJournal(home).close()
  const asking = script(
    'asking.ts',
    `import { hasOwner } from ${source('journal/owner.ts')}
     const isOwned = Array.from({ length: 200 }, () => hasOwner(${JSON.stringify(home)}))
     console.log('saw an owner: ' + isOwned.includes(true))
     for (;;) hasOwner(${JSON.stringify(home)})`,
  )
  expect(hasOwner(home)).toBe(false)
  await asking.line(line => line === 'saw an owner: false')
  for (let n = 0; n < 50; n += 1) {
    const owner = becomeOwner(home)
    expect(owner).not.toBeNull()
    owner?.release()
  }
  await asking.kill()
})

test('a sealed key opens here, is not readable in the file, and is for this user only', () => {
  const path = join(dir, 'key.sealed')
  sealedFile(path).write('cc_secret')
  expect(sealedFile(path).read()).toBe('cc_secret')
  const bytes = readFileSync(path)
  expect(bytes.includes('cc_secret')).toBe(false)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(sealedFile(path).read()).toBeNull()
})
