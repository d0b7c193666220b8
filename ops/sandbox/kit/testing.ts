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
