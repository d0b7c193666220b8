import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sealedFile } from '../../src/outside/keychain.ts'
import { AGENT_PROGRAM, start } from '../processes.ts'
import { runProgram } from '../run-program.ts'

setDefaultTimeout(60_000)

const KEY = `cc_${'k'.repeat(36)}`
const NOBODY = 65534
const OPEN_KEY = fileURLToPath(new URL('./open-key.ts', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'agent-keychain-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('a sealed key that was copied opens for no other user and on no other machine', async () => {
  const path = join(dir, 'key.sealed')
  const mine = { machine: 'a', user: '1000\nana' }
  const openAs = (bound: typeof mine) => sealedFile(path, () => bound).read()
  sealedFile(path, () => mine).write(KEY)
  expect(openAs(mine)).toBe(KEY)
  expect(openAs({ ...mine, machine: 'b' })).toBeNull()
  expect(openAs({ ...mine, user: '1001\nana' })).toBeNull()
  expect(openAs({ ...mine, user: '1000\nbob' })).toBeNull()

  sealedFile(path).write(KEY)
  const own = userInfo().uid
  // Becoming somebody else is for the superuser; everybody else opens their own.
  const [uid, told] = own === 0 ? [NOBODY, 'null'] : [own, KEY]
  const copy = join(dir, 'copy.sealed')
  copyFileSync(path, copy)
  chmodSync(dir, 0o711)
  chmodSync(copy, 0o644)
  const program = start([OPEN_KEY, String(uid), copy], {})
  await program.exited
  expect(program.lines.join('\n')).toBe(told)
})

/** A desktop session with a keychain of its own, unlocked. */
const DAEMON = 'gnome-keyring-daemon --unlock --components=secrets >/dev/null'
const SESSION = ['dbus-run-session', '--', 'sh', '-c', `printf pw | ${DAEMON}; exec "$@"`, 'sh']
const HAS_KEYCHAIN = ['gnome-keyring-daemon', 'dbus-run-session'].every(it => Bun.which(it))

test('a plain key moves where doctor says it lies, and doctor says why it is there', async () => {
  const home = join(dir, 'home')
  mkdirSync(home)
  const [config, sealed] = [join(home, 'config.json'), join(home, 'key.sealed')]
  writeFileSync(config, JSON.stringify({ watch_dir: join(dir, 'watch'), api_key: KEY, my_own: 1 }))
  const run = async (around: string[], command: string) => {
    const env = [`HOME=${dir}`, `XDG_RUNTIME_DIR=${dir}`, `CONTENT_CREATION_HOME=${home}`]
    const bare = ['env', '-i', `PATH=${process.env.PATH}`, ...env, 'BACKEND_API_URL=http://[::1]:9']
    const ended = await runProgram([...bare, ...around, process.execPath, AGENT_PROGRAM, command])
    return new TextDecoder().decode(ended.stdout)
  }
  if (HAS_KEYCHAIN) {
    expect(await run(SESSION, 'doctor')).toContain('ok  Device key: in the system keychain\n')
    expect(existsSync(sealed)).toBe(false)
    expect(readFileSync(config, 'utf8')).not.toContain('cc_')
    // Without the session nothing answers, and that is said.
    const without = await run([], 'doctor')
    expect(without).toMatch(/!! {2}Device key: none .* sealed file, as no keychain answers: \w/)
    writeFileSync(config, JSON.stringify({ api_key: KEY, my_own: 1 }))
  }
  const doctor = await run([], 'doctor')
  expect(doctor).toMatch(/ok {2}Device key: in the sealed file, as no keychain answers: \w/)
  expect(sealedFile(sealed).read()).toBe(KEY)
  expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({ my_own: 1 })
  expect(readFileSync(config, 'utf8')).not.toContain('cc_')
})
