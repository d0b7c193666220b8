import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Program, start } from '../../agent/tests/processes.ts'
import { testDatabase } from '../../db/testing.ts'
import { type Mailbox, openMailbox } from '../start/mailbox.ts'
import type { Person } from './main-path.ts'
import { stripeAt } from './stripe.ts'

/** A server with sandboxes of the platforms and of Stripe, where newcomers are on Free. */
export interface Shop {
  /** Where people reach it: the platforms send them back to this name, and cookies belong to it. */
  address: string
  mailbox: Mailbox
  agentOf(person: Person): Promise<{ reserve(): Promise<number> }>
  stripe: ReturnType<typeof stripeAt>
  stop(): Promise<void>
}

const Ready = z.object({ url: z.string(), publicUrl: z.string() })
const Origins = z.object({ origins: z.record(z.string(), z.string()) })

/** Starts everything on free ports in a temporary folder, with settings of the api on top. */
export async function openShop(settings: Record<string, string> = {}): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'content-shop-'))
  const programs: Program[] = []
  const database = process.env.DATABASE_URL ? await testDatabase() : null
  const begin = (args: string[], env: Record<string, string>) => {
    const program = start(args, env)
    programs.push(program)
    return program
  }
  const mailbox = openMailbox(join(folder, 'api', 'outbox'))
  const stop = async () => {
    mailbox.close()
    await Promise.all(programs.map(program => program.stop()))
    await database?.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const sandboxes = begin(['ops/sandbox/main.ts', '--data', join(folder, 'sandbox')], {})
    const line = await sandboxes.line(it => it.startsWith('{"origins"'))
    const { origins } = Origins.parse(JSON.parse(line))
    const list = Object.entries(origins).map(([name, origin]) => `${name}=${origin}`)
    const where = { PORT: '0', DATA_DIR: join(folder, 'api'), SANDBOX_ORIGINS: list.join(',') }
    const real = database?.url ? { DATABASE_URL: database.url } : {}
    const api = begin(['api/src/main.ts'], { ...where, ...real, SIGNUP_PLAN: 'free', ...settings })
    const ready = await api.line(it => it.includes('"ready"'))
    const { url, publicUrl } = Ready.parse(JSON.parse(ready))
    const stripe = stripeAt(origins.stripe ?? '')
    await stripe.tells(`${url}/api/v1/stripe/webhook`)
    return {
      address: publicUrl,
      agentOf: person => agentOf(url, person),
      ...{ mailbox, stripe, stop },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** An agent on the person's computer, with a key of its own. */
async function agentOf(url: string, person: Person) {
  const call = (path: string, body: object | null, key = '') =>
    fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(key && { 'x-api-key': key }) },
      ...(body && { body: JSON.stringify(body) }),
    })
  const login = await call('/api/v1/auth/login', { ...person, device: 'the agent' })
  const { apiKey } = z.object({ apiKey: z.string() }).parse(await login.json())
  const listed = await call('/api/v1/oauth/connections', null, apiKey)
  const Listed = z.object({
    connections: z.array(z.object({ id: z.string(), platform: z.string() })),
  })
  const { connections } = Listed.parse(await listed.json())
  const connection = connections.find(({ platform }) => platform === 'instagram')
  return {
    /** Asks for the right to publish one more video; answers with the status. */
    async reserve() {
      const sha256 = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
      const video = { sha256, fileName: 'a day out.mp4', sizeBytes: 12_000_000, durationMs: 30_000 }
      const metadata = { platform: 'instagram', caption: 'A day out' }
      const asked = { video, connectionId: connection?.id, metadata }
      return (await call('/api/v1/publications/reserve', asked, apiKey)).status
    },
  }
}
