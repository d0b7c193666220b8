import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openCommand } from '../src/account/open-page.ts'
import { start } from './processes.ts'
import { type Agent, startWorld, type World } from './world.ts'

setDefaultTimeout(120_000)

const PASSWORD = 'correct horse battery'
let world: World
beforeAll(async () => {
  world = await startWorld('pro')
})
afterAll(() => world?.close())

/** An agent that nobody signed in yet. */
const newAgent = () => world.agent({ env: { CONTENT_CREATION_API_KEY: '' } })

async function call(procedure: string, input: object, creator = world.creator) {
  const answer = await fetch(`${world.apiUrl}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${creator.token}` },
    body: JSON.stringify(input),
  })
  const body = (await answer.json()) as { result?: { data: Record<string, unknown> } }
  if (!body.result) throw new Error(`${procedure}: ${JSON.stringify(body)}`)
  return body.result.data
}

async function waitingFor(agent: Agent, ...args: string[]) {
  const program = agent.start('login', ...args)
  const line = await program.line(it => /Your code: |"userCode"/.test(it))
  const userCode = /[A-Z]{4}-[A-Z]{4}/.exec(line)?.[0] ?? ''
  return { program, userCode }
}

// Our server names the plan of whoever it knows; without a key it only answers.
const isSignedIn = async (agent: Agent) =>
  /^ok {2}Server: .* plan\b/m.test((await agent.run(['doctor'])).text)

test('a code that is confirmed in a browser signs this device in, and shows no key', async () => {
  const agent = newAgent()
  const { program, userCode } = await waitingFor(agent, '--device', 'Studio')
  await call('device.login.approve', { userCode, password: PASSWORD })
  expect(await program.exited).toBe(0)
  const text = program.lines.join('\n')
  expect(text).toMatch(/^Open http:\S+\/device in a browser/m)
  expect(text).toContain(`Signed in as ${world.creator.email} on the pro plan.`)
  expect(text).not.toContain('cc_')
  expect((await agent.run(['doctor'])).text).toContain('as Studio')
})

test('a program reads the code and what came of it, one value a line', async () => {
  const agent = newAgent()
  const { program, userCode } = await waitingFor(agent, '--json')
  await call('device.login.approve', { userCode, password: PASSWORD })
  expect(await program.exited).toBe(0)
  const [asked, done] = program.lines.map(line => JSON.parse(line))
  expect(asked).toMatchObject({ userCode, expiresIn: 600 })
  expect(asked.verificationUriComplete).toBe(`${asked.verificationUri}#${userCode}`)
  expect(done).toMatchObject({ plan: 'pro', email: world.creator.email })
})

test('a device that is turned away says so and keeps no key', async () => {
  const agent = newAgent()
  const { program, userCode } = await waitingFor(agent)
  await call('device.login.deny', { userCode })
  expect(await program.exited).toBe(3)
  expect(program.lines.join('\n')).toContain('turned away')
  expect(existsSync(join(agent.home, 'key.sealed'))).toBe(false)
})

test('Ctrl-C ends the waiting, and what is confirmed later lets nobody in', async () => {
  const agent = newAgent()
  const { program, userCode } = await waitingFor(agent)
  process.kill(program.pid, 'SIGINT')
  expect(await program.exited).toBe(130)
  expect(program.lines.at(-1)).toBe('Stopped. This device is not signed in.')
  await call('device.login.approve', { userCode, password: PASSWORD })
  expect(await isSignedIn(agent)).toBe(false)
})

test('a server that cannot be reached is said, and nothing is waited for', async () => {
  const agent = world.agent({
    env: { CONTENT_CREATION_API_KEY: '', BACKEND_API_URL: 'http://127.0.0.1:9' },
  })
  expect((await agent.run(['login'])).code).toBe(5)
})

test('a password needs an address, and a wrong one is called wrong', async () => {
  const agent = newAgent()
  expect((await agent.run(['login', '--password-stdin'], `${PASSWORD}\n`)).code).toBe(2)
  const command = ['login', '--email', world.creator.email, '--password-stdin']
  expect(await agent.run(command, 'not this one\n')).toMatchObject({
    ...{ code: 3, text: 'E-mail or password is wrong.' },
  })
})

test('who has a second factor is asked for it', async () => {
  const creator = await world.signUp()
  const agent = newAgent()
  const proof = { password: PASSWORD }
  const { secret } = await call('account.secondFactor.begin', proof, creator)
  const { recoveryCodes } = await call(
    'account.secondFactor.enable',
    { ...proof, secondFactor: totp(String(secret)) },
    creator,
  )
  const command = ['login', '--email', creator.email, '--password-stdin']
  const without = await agent.run(command, `${PASSWORD}\n`)
  expect(without).toMatchObject({ code: 3, text: expect.stringContaining('authenticator app') })
  const wrong = await agent.run(command, `${PASSWORD}\n000000\n`)
  expect(wrong).toMatchObject({ code: 3, text: expect.stringContaining('not right') })
  expect(await isSignedIn(agent)).toBe(false)
  const [code] = recoveryCodes as string[]
  expect((await agent.run(command, `${PASSWORD}\n${code}\n`)).code).toBe(0)
  expect(await isSignedIn(agent)).toBe(true)
})

test('signing out ends the key here and at the server', async () => {
  const agent = newAgent()
  const key = await world.addDevice('Leaving')
  expect((await agent.run(['login', '--key-stdin'], key)).code).toBe(0)
  const out = await agent.run(['logout', '--json'])
  expect(out.code).toBe(0)
  expect(JSON.parse(out.text)).toEqual({ deviceKey: 'revoked', hasGivenKey: false })
  const headers = { 'x-api-key': key }
  expect((await fetch(`${world.apiUrl}/api/v1/auth/me`, { headers })).status).toBe(401)
  expect(await isSignedIn(agent)).toBe(false)
  const again = await agent.run(['logout'])
  expect(again).toMatchObject({ code: 0, text: 'This device is not signed in.' })
})

test('without the server the key is gone here, and the person is told what is left', async () => {
  const agent = newAgent()
  const key = await world.addDevice('Offline')
  expect((await agent.run(['login', '--key-stdin'], key)).code).toBe(0)
  const away = { ...agent.env, BACKEND_API_URL: 'http://127.0.0.1:9' }
  const program = start(['agent/src/cli.ts', 'logout'], away)
  expect(await program.exited).toBe(1)
  expect(program.lines.join('\n')).toContain('dashboard')
  expect(existsSync(join(agent.home, 'key.sealed'))).toBe(false)
})

test('each system opens a page its own way, and nothing but a page', () => {
  const page = 'https://content.example/device#WDJB-MJHT'
  expect(openCommand('linux', page)).toEqual(['xdg-open', page])
  expect(openCommand('darwin', page)).toEqual(['open', page])
  expect(openCommand('win32', page)).toEqual(['rundll32', 'url.dll,FileProtocolHandler', page])
  for (const other of ['file:///etc/passwd', '-a Calculator', 'javascript:alert(1)', '']) {
    expect(openCommand('linux', other)).toBeNull()
  }
})

/** The code that an authenticator app shows now (RFC 6238). */
function totp(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map(it => letters.indexOf(it).toString(2).padStart(5, '0')).join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map(it => Number.parseInt(it, 2))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', Buffer.from(bytes)).update(step).digest()
  const at = mac.readUInt8(19) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
