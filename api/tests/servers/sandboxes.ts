/** Runs the platforms' stand-ins as a process of their own, and is the person at their pages. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { forEachPlatform } from '../../contract/index.ts'

const Started = z.object({
  origins: z.object({ ...forEachPlatform(() => z.url()), openai: z.url() }),
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

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'))
  }
  throw new Error('the sandboxes ended before they started')
}
