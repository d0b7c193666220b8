/** Runs the platforms' stand-ins as a process of their own, and is the person at their pages. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const Started = z.object({
  origins: z.object({
    youtube: z.url(),
    instagram: z.url(),
    tiktok: z.url(),
    openai: z.url(),
  }),
})
const Ledger = z.object({
  refreshes: z.number(),
  reuses: z.number(),
  requests: z.array(z.object({ method: z.string(), path: z.string(), status: z.number() })),
})
type Name = keyof z.infer<typeof Started>['origins']

export interface TestSandboxes {
  origins: Record<Name, string>
  /** What `SANDBOX_ORIGINS` is set to. */
  env: { SANDBOX_ORIGINS: string }
  ledger(name: Name): Promise<z.infer<typeof Ledger>>
  /** Arms faults, after every earlier one of that sandbox was taken away. */
  arm(name: Name, ...faults: object[]): Promise<void>
  control(name: Name, door: 'settings' | 'expire-tokens' | 'revoke', body?: object): Promise<void>
  close(): Promise<void>
}

export async function testSandboxes(): Promise<TestSandboxes> {
  const folder = await mkdtemp(join(tmpdir(), 'content-sandboxes-'))
  const main = join(import.meta.dir, '../../../ops/sandbox/main.ts')
  const child = Bun.spawn([process.execPath, main, '--data', folder], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const { origins } = Started.parse(JSON.parse(await firstLine(child.stdout)))
  const post = async (name: Name, door: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await fetch(`${origins[name]}/_sandbox/${door}`, init)
    if (!answer.ok) throw new Error(`${name} ${door}: ${answer.status} ${await answer.text()}`)
  }
  return {
    origins,
    env: {
      SANDBOX_ORIGINS: Object.entries(origins)
        .map(([name, origin]) => `${name}=${origin}`)
        .join(','),
    },
    ledger: async name =>
      Ledger.parse(await (await fetch(`${origins[name]}/_sandbox/ledger`)).json()),
    async arm(name, ...faults) {
      await fetch(`${origins[name]}/_sandbox/faults`, { method: 'DELETE' })
      for (const fault of faults) await post(name, 'faults', fault)
    },
    control: (name, door, body = {}) => post(name, door, body),
    async close() {
      child.kill('SIGTERM')
      await child.exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface Consent {
  account?: string
  decision?: 'allow' | 'deny'
  /** Scopes that the person unticks. */
  without?: string[]
}

/** Answers the consent page as a person would; the address it sends their browser back to. */
export async function consent(authorizationUrl: string, choice: Consent = {}): Promise<URL> {
  const answer = await fetch(authorizationUrl, { redirect: 'manual' })
  const page = await answer.text()
  const request = /name="request"[^>]*value="([^"]+)"/.exec(page)?.[1]
  if (!request) throw new Error(`no consent page: ${answer.status} ${page.slice(0, 300)}`)
  const account = choice.account ?? /name="account"[^>]*value="([^"]+)"/.exec(page)?.[1]
  const scopes = [...page.matchAll(/name="scope"[^>]*value="([^"]+)"/g)].map(
    match => match[1] ?? '',
  )
  const form = new URLSearchParams({ request, decision: choice.decision ?? 'allow' })
  if (account) form.set('account', account)
  for (const scope of scopes) if (!choice.without?.includes(scope)) form.append('scope', scope)
  const url = new URL('/_sandbox/consent', authorizationUrl)
  const back = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  const location = back.headers.get('Location')
  if (!location) throw new Error(`consent answered ${back.status}`)
  return new URL(location)
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'))
  }
  throw new Error('the sandboxes ended before they started')
}
