import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { START_MS } from './harness.ts'

const MAIN = join(import.meta.dir, '..', 'src', 'main.ts')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-main-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const start = (env: Record<string, string>) =>
  Bun.spawn([process.execPath, MAIN], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  })

async function readyUrl(output: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of output) {
    text += decoder.decode(chunk, { stream: true })
    const line = text.split('\n').find(line => line.includes('"message":"ready"'))
    if (line) return JSON.parse(line).url
  }
  throw new Error(`never ready: ${text}`)
}

test(
  'it starts on an empty folder, tells where it is, and stops when told, open streams and all',
  async () => {
    const api = start({ PORT: '0', DATA_DIR: folder })
    try {
      const url = await readyUrl(api.stdout)
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      if (process.platform !== 'win32') {
        expect((await stat(join(folder, 'database'))).mode & 0o777).toBe(0o700)
      }
      const json = { email: 'a@example.test', password: 'correct horse' }
      const registered = await fetch(`${url}/api/v1/auth/register`, {
        method: 'POST',
        body: JSON.stringify(json),
        headers: { 'Content-Type': 'application/json' },
      })
      const { token } = (await registered.json()) as { token: string }
      const stream = await fetch(`${url}/trpc/publication.onChange`, {
        headers: { Accept: 'text/event-stream', Authorization: `Bearer ${token}` },
      })
      expect(stream.status).toBe(200)
      api.kill('SIGTERM')
      expect(await stream.text()).toContain('event: connected')
      expect(await api.exited).toBe(0)
    } finally {
      api.kill('SIGKILL')
    }
  },
  START_MS,
)

test(
  'it refuses to start in production on defaults, and says what is missing without a value',
  async () => {
    const api = start({ NODE_ENV: 'production', AUTH_SECRET: 'hunter2', DATA_DIR: folder })
    const [code, said] = await Promise.all([api.exited, new Response(api.stderr).text()])
    expect(code).toBe(1)
    expect(said).toContain('DATABASE_URL: missing')
    expect(said).toContain('AUTH_SECRET: malformed')
    expect(said).not.toContain('hunter2')
  },
  START_MS,
)

test(
  'an address that cannot be had is said in a line, not in a stack',
  async () => {
    const other = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() })
    try {
      const said = await refusal({ PORT: String(other.port) })
      expect(said).toContain('PORT: another program listens there')
      expect(said).not.toContain('    at ')
    } finally {
      await other.stop(true)
    }
    expect(await refusal({ PORT: '0', HOST: '192.0.2.1' })).toContain('HOST: not an address of')
  },
  START_MS,
)

async function refusal(env: Record<string, string>): Promise<string> {
  const api = start({ ...env, DATA_DIR: folder })
  const [code, said] = await Promise.all([api.exited, new Response(api.stderr).text()])
  expect(code).toBe(1)
  return said
}
