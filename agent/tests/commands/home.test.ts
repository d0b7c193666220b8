import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Alone, openAlone } from './alone.ts'

setDefaultTimeout(60_000)

const opened: Alone[] = []
afterEach(async () => {
  for (const it of opened.splice(0)) await it.close()
})

function open(env = {}): Alone {
  const alone = openAlone({}, env)
  opened.push(alone)
  return alone
}

const MEND = 'Mend its rights, or set CONTENT_CREATION_HOME to another folder.'
const COMMANDS = [
  ['status'],
  ['watch'],
  ['doctor'],
  ['login', '--key-stdin'],
  ['config', 'watch_dir', '/tmp'],
]

test('a folder of its own that cannot be made is said in one line, whatever is asked', async () => {
  const file = join(open().home, 'config.json')
  const home = join(file, 'inside')
  const alone = open({ CONTENT_CREATION_HOME: home })
  for (const command of COMMANDS) {
    expect(await alone.run(...command)).toEqual({
      code: 3,
      text: `The agent cannot write to its own folder ${home} (ENOTDIR). ${MEND}`,
    })
  }
})

test('a journal that is not ours to open is said in one line, too', async () => {
  for (const [name, code] of [
    ['journal.users', 'SQLITE_CANTOPEN'],
    ['journal.db', 'EISDIR'],
  ] as const) {
    const alone = open()
    mkdirSync(join(alone.home, name))
    expect(await alone.run('status')).toEqual({
      code: 3,
      text: `The agent cannot write to its own folder ${alone.home} (${code}). ${MEND}`,
    })
  }
})

test('a setting that cannot be written down is said in one line and changes nothing', async () => {
  const alone = open()
  mkdirSync(join(alone.home, 'config.json.new'))
  writeFileSync(join(alone.home, 'config.json.new', 'in the way'), '')
  const { code, text } = await alone.run('config', 'watch_dir', '/tmp')
  expect({ code, lines: text.split('\n').length }).toEqual({ code: 3, lines: 1 })
  expect(text).toContain(`its own folder ${alone.home} (EISDIR)`)
})
