import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openAlone } from './commands/alone.ts'
import { start } from './processes.ts'

setDefaultTimeout(30_000)

const SOURCES = join(import.meta.dir, '../src')
const GUIDE = join(import.meta.dir, '../CONTRIBUTING.md')

/** A server of somebody else: it knows one device, and answers in the words of the contract. */
const KEY = `cc_${'b'.repeat(36)}`
const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch(request) {
    const { pathname } = new URL(request.url)
    const calls = pathname.replace('/trpc/', '').split(',')
    if (request.headers.get('x-api-key') !== KEY) return new Response(null, { status: 401 })
    return Response.json(calls.map(call => ({ result: { data: ANSWERS[call] } })))
  },
})
const ANSWERS: Record<string, object> = {
  'account.me': {
    user: { id: 'u', email: 'ana@example.com', name: 'Ana' },
    workspace: { id: 'w', name: 'Harbour', role: 'owner' },
    ...{ plan: 'free', device: { id: 'd', name: 'laptop' } },
  },
}
const agent = openAlone({}, { BACKEND_API_URL: server.url.origin })
afterAll(async () => {
  await agent.close()
  await server.stop(true)
})

test('the agent signs in at any server that speaks the contract', async () => {
  const command = ['agent/src/cli.ts', '--json', 'login', '--key-stdin']
  const program = start(command, agent.env, KEY)
  expect(await program.exited).toBe(0)
  const said = { workspace: 'Harbour', plan: 'free', email: 'ana@example.com' }
  expect(JSON.parse(program.lines.join(''))).toEqual(said)
})

test('what a server has to answer is listed where somebody would look for it', () => {
  const called = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter(it => it.endsWith('.ts') && !it.endsWith('.test.ts'))
    .flatMap(it => [
      ...readFileSync(join(SOURCES, it), 'utf8').matchAll(
        /\b(\w+(?:\.\w+)*\.\w+)\.(?:query|mutate)\(/g,
      ),
    ])
    .map(([, path = '']) => path.replace(/^(?:core\.)?(?:server|client)\./, ''))
    .map(path => (path === 'login' ? 'account.login' : path))
  const listed = [...readFileSync(GUIDE, 'utf8').matchAll(/`(\w+\.[\w.]+)`/g)].map(([, it]) => it)
  expect([...new Set(called)].filter(path => !listed.includes(path))).toEqual([])
  expect(called.length).toBeGreaterThan(10)
})
