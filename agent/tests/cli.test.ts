import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clip } from './clips.ts'
import { startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld('free')
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world?.close())

const QUICK = ['--until-done', '--quiet', '0.2', '--sweep', '1']

test('signing in seals the key away, and a wrong password seals nothing', async () => {
  const agent = world.agent({ env: { CONTENT_CREATION_API_KEY: '' } })
  expect((await agent.run(['watch', ...QUICK])).code).toBe(0)
  await clip(join(agent.watchDir, 'first.mp4'), 'needs sign-in')
  expect((await agent.run(['watch', ...QUICK])).code).toBe(3)
  const [video] = (await agent.status()).videos
  expect(video?.reason).toContain('content login')

  const command = ['login', '--email', world.creator.email, '--password-stdin']
  const wrong = await agent.run(command, 'wrong password\n')
  expect(wrong).toMatchObject({ code: 3, text: expect.stringContaining('wrong') })
  const right = await agent.run(command, 'correct horse battery\n')
  expect(right.code).toBe(0)
  expect(right.text).toContain('free plan')
  expect(right.text).not.toContain('cc_')
  await agent.run(['retry'])
  expect((await agent.run(['watch', ...QUICK])).code).toBe(0)
})

test('a plain key in the config is moved out of it at the first start', async () => {
  const agent = world.agent({
    env: { CONTENT_CREATION_API_KEY: '' },
    config: { api_key: world.creator.apiKey, my_own_field: 1 },
  })
  expect((await agent.run(['doctor'])).text).toContain('ok  Server')
  const file = readFileSync(join(agent.home, 'config.json'), 'utf8')
  expect(file).not.toContain('cc_')
  expect(JSON.parse(file).my_own_field).toBe(1)
  expect((await agent.run(['doctor'])).text).toContain('ok  Server')
})

test('a config that cannot be used is refused with every field named, and no stack', async () => {
  const agent = world.agent({ config: { watch_dir: 5, use_backend_api: 'maybe' } })
  const { code, text } = await agent.run(['status'])
  expect(code).toBe(2)
  expect(text).toContain('watch_dir')
  expect(text).toContain('use_backend_api')
  expect(text).not.toContain('    at ')
})

test('help shows examples and exit codes, and nonsense exits with 2', async () => {
  const agent = world.agent()
  const help = await agent.run(['--help'])
  expect(help.code).toBe(0)
  expect(help.text).toContain('Exit codes:')
  expect(help.text).toContain('content approve')
  expect((await agent.run(['dance'])).code).toBe(2)
  expect((await agent.run(['publish', '/nowhere/at-all.mp4'])).code).toBe(2)
})

test('certificate checks cannot be switched off', async () => {
  const agent = world.agent({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
  const { code, text } = await agent.run(['status'])
  expect(code).toBe(2)
  expect(text).toContain('NODE_TLS_REJECT_UNAUTHORIZED')
})

test('while the server is away a file is kept and goes on when it is back', async () => {
  const away = world.agent({ env: { BACKEND_API_URL: 'http://127.0.0.1:9' } })
  await clip(join(away.watchDir, 'away.mp4'), 'away')
  const { code } = await away.run(['watch', ...QUICK, '--timeout', '3'])
  expect(code).toBe(5)
  const [video] = (await away.status()).videos
  expect(video).toMatchObject({ state: 'waiting', whoCanFix: 'wait' })
})

test('publish takes a named file, and follows the agent that is already at work', async () => {
  const creator = await world.signUp()
  const youtube = await world.connect('youtube', creator)
  const rule = { platform: 'youtube', mode: 'automatic', privacy: 'public' } as const
  await world.rule(youtube, rule, creator)
  const agent = world.agent({ apiKey: creator.apiKey })
  const alone = await clip(join(agent.home, 'alone.mp4'), 'alone')
  const first = await agent.run(['publish', alone, '--json', '--quiet', '0.2'])
  expect(first.code).toBe(0)
  const last = JSON.parse(first.text.split('\n').at(-1) ?? '')
  expect(last).toMatchObject({ state: 'published', publications: [{ platform: 'youtube' }] })

  const running = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  await running.line(line => line.startsWith('Watching'))
  const second = await clip(join(agent.home, 'second.mp4'), 'second')
  expect((await agent.run(['publish', second])).code).toBe(0)
  await running.stop()
})

test('words from an own key or from the file name need no backend words', async () => {
  const drafted = world.agent({ env: { USE_BACKEND_API: 'false' } })
  await clip(join(drafted.watchDir, 'sunset_at-the lake.mp4'), 'draft')
  expect((await drafted.run(['watch', ...QUICK])).code).toBe(0)
  const model = { OPENAI_API_KEY: 'sandbox-key', OPENAI_BASE_URL: `${world.origins.openai}/v1` }
  const own = world.agent({ env: { USE_BACKEND_API: 'false', ...model } })
  await clip(join(own.watchDir, 'IMG_0001.mp4'), 'own key')
  expect((await own.run(['watch', ...QUICK])).code).toBe(0)
  const titles = (await world.ledger('youtube')).publications.map(it => it.title)
  expect(titles).toContain('Sunset at-the lake')
  // Its name alone would have made a draft of it: the words came from the model.
  expect(titles).not.toContain('IMG 0001')
  const asked = await fetch(`${world.origins.openai}/_sandbox/ledger`)
  expect(await asked.text()).toContain('/v1/chat/completions')
  expect((await own.run(['doctor'])).text).toContain('needs our server')
})
