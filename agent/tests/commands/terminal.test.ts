import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { openJournal } from '../../src/journal/journal.ts'
import { type Alone, openAlone } from './alone.ts'

setDefaultTimeout(30_000)

const CLI = join(import.meta.dir, '../../src/cli.ts')
const REASON =
  'The channel has not finished with it yet, and it is asked again, and again, and again.'

const alone = openAlone()
alone.video('a'.repeat(64))
const journal = openJournal(alone.home)
journal.changeVideo('a'.repeat(64), { reason: REASON, code: 'wait', who_can_fix: 'wait' })
journal.close()
afterAll(() => alone.close())

interface Shown {
  args: string[]
  columns?: number
  env?: Record<string, string>
  /** Typed as soon as this was said. */
  type?: { after: string; keys: string }
}

/** Runs `content` at a terminal of this width, as a person would. */
async function onTerminal(at: Alone, { args, columns = 80, env = {}, type }: Shown) {
  let text = ''
  let isTyped = false
  const child = Bun.spawn([process.execPath, CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', ...at.env, ...env },
    terminal: {
      cols: columns,
      rows: 24,
      data(terminal, bytes) {
        text += new TextDecoder().decode(bytes)
        if (!type || isTyped || !text.includes(type.after)) return
        isTyped = true
        terminal.write(type.keys)
      },
    },
  })
  const code = await child.exited
  child.terminal?.close()
  return { code, text, lines: stripVTControlCharacters(text).split('\r\n') }
}

test('at 80 columns no word is torn, and at 200 nothing is broken', async () => {
  const narrow = await onTerminal(alone, { args: ['status'] })
  for (const line of narrow.lines) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(80)
  expect(narrow.lines.map(it => it.trim()).join(' ')).toContain(REASON)
  const wide = await onTerminal(alone, { args: ['status'], columns: 200 })
  expect(wide.lines.find(it => it.includes(REASON))).toBeDefined()
})

test('colours are for those who look, and for nobody who said no', async () => {
  const coloured = '\u001b['
  expect((await onTerminal(alone, { args: ['status'] })).text).toContain(coloured)
  const refused = await onTerminal(alone, { args: ['status'], env: { NO_COLOR: '1' } })
  expect(refused.text).not.toContain(coloured)
  expect((await alone.run('status')).text).not.toContain(coloured)
  const wanted = openAlone({}, { FORCE_COLOR: '1' })
  wanted.video('b'.repeat(64))
  expect((await wanted.run('status')).text).toContain(coloured)
  await wanted.close()
})

test('Ctrl-C ends the watching well, and tells of what was cut off', async () => {
  const watched = openAlone()
  const type = { after: 'Watching', keys: '\u0003' }
  expect((await onTerminal(watched, { args: ['watch'], type })).code).toBe(0)
  const file = join(watched.home, 'cut.mp4')
  writeFileSync(file, 'not yet a video')
  const quiet = ['--quiet', '600']
  const cut = { args: ['publish', file, ...quiet], type: { after: 'cut.mp4', keys: '\u0003' } }
  const { code, text } = await onTerminal(watched, cut)
  expect({ code, text }).toEqual({
    code: 130,
    text: expect.stringContaining('1 video goes on at the next start.'),
  })
  await watched.close()
})

test('whoever stops reading is no failure', async () => {
  const script = 'set -o pipefail; "$0" "$1" --json status | true; echo "$?"'
  const shell = Bun.spawn(['bash', '-c', script, process.execPath, CLI], {
    env: { PATH: process.env.PATH ?? '', ...alone.env },
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [out, err] = await Promise.all([shell.stdout.text(), shell.stderr.text()])
  expect({ out, err }).toEqual({ out: '0\n', err: '' })
})
