import { afterEach, expect, test } from 'bun:test'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServiceContext } from '../../src/service/kind.ts'
import { launchdService } from '../../src/service/launchd.ts'
import { systemdService } from '../../src/service/systemd.ts'
import { taskService } from '../../src/service/windows-task.ts'
import { type Alone, openAlone } from './alone.ts'

const ends: Alone[] = []
afterEach(async () => {
  for (const it of ends.splice(0)) await it.close()
})

/** A computer whose systemd is a script that notes what it is told. */
function withSystemd(answers: string) {
  const agent = openAlone()
  ends.push(agent)
  const bin = join(agent.home, '../bin')
  mkdirSync(bin)
  const log = join(agent.home, '../told')
  writeFileSync(join(bin, 'systemctl'), `#!/bin/sh\necho "$*" >> "${log}"\n${answers}\n`, {
    mode: 0o755,
  })
  const told = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])
  const home = join(agent.home, '..')
  agent.env.PATH = `${bin}:/usr/bin:/bin`
  agent.env.XDG_CONFIG_HOME = ''
  const unit = join(home, '.config/systemd/user/content-agent.service')
  return { agent, told, unit }
}

test('it is installed once, says whether it runs, and goes with everything else', async () => {
  if (process.platform !== 'linux') return
  const { agent, told, unit } = withSystemd('exit 0')
  expect(await agent.json('service', 'status')).toMatchObject({
    code: 0,
    answer: { isInstalled: false, isRunning: false },
  })
  expect(told()).toEqual([])
  const first = await agent.json('service', 'install')
  expect(first).toMatchObject({ code: 0, answer: { path: unit, isNew: true, isEnabled: true } })
  const text = readFileSync(unit, 'utf8')
  expect(text).toContain(`Environment="CONTENT_CREATION_HOME=${agent.home}"`)
  expect(text).toMatch(/^ExecStart=".+" ".*content\.js" "watch"$/m)
  expect(text).not.toContain('API_KEY')
  const writtenAt = statSync(unit).mtimeMs
  expect((await agent.json('service', 'install')).answer).toMatchObject({ isNew: false })
  expect(statSync(unit).mtimeMs).toBe(writtenAt)
  expect((await agent.json('service', 'status')).answer).toMatchObject({ isRunning: true })
  const { answer } = await agent.json('uninstall', '--yes')
  expect(answer.removed).toContain(unit)
  expect(existsSync(unit)).toBe(false)
  expect(told()).toContain('--user disable --now content-agent.service')
  expect((await agent.json('service', 'uninstall')).answer).toMatchObject({ isRemoved: false })
})

test('without a user bus it is written down all the same, with what to do', async () => {
  if (process.platform !== 'linux') return
  const { agent, unit } = withSystemd(
    'echo "Failed to connect to bus: No medium found" >&2; exit 1',
  )
  const { code, text } = await agent.run('service', 'install')
  expect(code).toBe(3)
  expect(text).toContain('It is not running yet: Failed to connect to bus: No medium found')
  expect(text).toContain('loginctl enable-linger')
  expect(text).toContain('systemctl --user enable --now content-agent.service')
  expect(existsSync(unit)).toBe(true)
  expect((await agent.run('service', 'status')).code).toBe(1)
})

const CONTEXT: ServiceContext = {
  ...{ userHome: '/home/a da', home: '/home/a da/.content_creation', configHome: undefined },
  command: ['/opt/100% "new" $HOME/content', 'watch'],
  environment: { CONTENT_CREATION_HOME: '/data/<a> & "b"' },
  ...{ userId: 501, userName: 'ada' },
}

test('a path with any sign in it is one word to every system', async () => {
  const { content, path } = systemdService(CONTEXT)
  expect(path).toBe('/home/a da/.config/systemd/user/content-agent.service')
  expect(content).toContain('ExecStart="/opt/100%% \\"new\\" $$HOME/content" "watch"')
  const plist = String(launchdService(CONTEXT).content)
  expect(plist).toContain('<string>/opt/100% &quot;new&quot; $HOME/content</string>')
  expect(plist).toContain('<string>/data/&lt;a&gt; &amp; &quot;b&quot;</string>')
  const task = Buffer.from(taskService(CONTEXT).content).toString('utf16le')
  expect(task).toContain('set &quot;CONTENT_CREATION_HOME=/data/&lt;a&gt; &amp;')
  for (const xml of [plist, task.slice(1)]) expect(openTags(xml)).toEqual([])
})

/** Which tags of an XML text are never closed, or closed in another order. */
function openTags(xml: string): string[] {
  const open: string[] = []
  for (const [, close, name = '', alone] of xml.matchAll(/<(\/?)([A-Za-z]+)[^<>]*?(\/?)>/g)) {
    if (alone) continue
    if (!close) open.push(name)
    else if (open.at(-1) === name) open.pop()
    else open.push(`/${name}`)
  }
  return open
}

test('systemd itself finds nothing to complain about', async () => {
  const verify = Bun.which('systemd-analyze')
  if (!verify) return
  const { agent, unit } = withSystemd('exit 0')
  await agent.run('service', 'install')
  const child = Bun.spawn([verify, '--user', 'verify', unit], {
    ...{ stdout: 'pipe', stderr: 'pipe' },
    env: { PATH: process.env.PATH ?? '', HOME: agent.home, XDG_RUNTIME_DIR: agent.home },
  })
  const said = await child.stderr.text()
  // What came with version 254 is ignored by those before it.
  const real = said.split('\n').filter(it => it && !/Restart(Steps|MaxDelaySec)/.test(it))
  expect({ real, code: await child.exited }).toEqual({ real: [], code: 0 })
})
