import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sandbox, SandboxOptions } from './kit.ts'

/** A sandbox in a temporary folder, with the test's side of its back door. */
export interface Bench {
  dir: string
  sandbox: Sandbox
  get(path: string, init?: RequestInit): Promise<Response>
  post(path: string, body: unknown): Promise<Response>
  // Tests look into answers freely; a wrong guess shows up as a failed expectation.
  ledger(): Promise<LedgerView>
  /** Kills nothing: stops and starts again over the same folder, as after a crash. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface LedgerView {
  publications: Record<string, unknown>[]
  uploads: {
    uploadId: string
    total: number
    isComplete: boolean
    ranges: { from: number; to: number; status: number }[]
  }[]
  requests: { method: string; path: string; status: number }[]
  refreshes: number
}

/** Starts a sandbox for one test file; `close` takes the folder away as well. */
export async function bench(start: (options: SandboxOptions) => Promise<Sandbox>): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const it: Bench = {
    dir,
    sandbox: await start({ dir }),
    get: (path, init) => fetch(it.sandbox.origin + path, { redirect: 'manual', ...init }),
    post: (path, body) => it.get(path, { method: 'POST', body: JSON.stringify(body) }),
    ledger: async () => (await (await it.get('/_sandbox/ledger')).json()) as LedgerView,
    restart: async () => {
      await it.sandbox.stop()
      it.sandbox = await start({ dir })
    },
    close: async () => {
      await it.sandbox.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return it
}

/** Does what a person does on the consent page, and answers where the platform sends them. */
export async function consent(
  it: Bench,
  authorizePath: string,
  choice: { account?: string; decision?: string; scopes?: string[] } = {},
): Promise<URL> {
  const page = await (await it.get(authorizePath)).text()
  const values = (name: string) =>
    [...page.matchAll(new RegExp(`name="${name}"\\s+value="([^"]+)"`, 'g'))].map(m => m[1] ?? '')
  const body = new URLSearchParams({
    request: values('request')[0] ?? '',
    account: choice.account ?? values('account')[0] ?? '',
    decision: choice.decision ?? 'allow',
  })
  for (const scope of choice.scopes ?? values('scope')) body.append('scope', scope)
  const answer = await it.get('/_sandbox/consent', { method: 'POST', body })
  return new URL(answer.headers.get('location') ?? 'about:blank')
}

/** Clicks through the consent page as a person would; answers where the browser is sent. */
export async function decide(
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
  leaveOut: string[] = [],
): Promise<URL> {
  const page = await (await fetch(authorizeUrl)).text()
  const form = new URLSearchParams({ decision })
  form.set('request', /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '')
  form.set('account', /name="account" value="([^"]+)"/.exec(page)?.[1] ?? '')
  for (const [, scope = ''] of page.matchAll(/name="scope" value="([^"]+)"/g)) {
    if (!leaveOut.includes(scope)) form.append('scope', scope)
  }
  const url = new URL('/_sandbox/consent', authorizeUrl)
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? 'about:blank')
}
