import { join } from 'node:path'
import { z } from 'zod'
import { firstJson, makeFamily } from '../start/children.ts'

const OPS = join(import.meta.dir, '..')

export interface StartRun {
  exitCode: number
  lines: string[]
  error: string
}

/** Runs `ops/start.ts` in a folder of its own, on ports of its own, until it exits. */
export async function runStart(folder: string, options: string[]): Promise<StartRun> {
  const place = ['--data', join(folder, 'data'), '--watch', join(folder, 'watch'), '--port', '0']
  const child = Bun.spawn([process.execPath, join(OPS, 'start.ts'), ...place, ...options], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [out, error, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  return { exitCode, lines: out.trimEnd().split('\n'), error }
}

const Ledger = z.object({
  publications: z.array(z.object({ remoteId: z.string(), sha256: z.string(), url: z.string() })),
})
export type Ledger = z.infer<typeof Ledger>

/** What the three sandboxes of a data folder received, read through their own doors. */
export async function ledgers(dataFolder: string): Promise<Ledger[]> {
  const family = makeFamily()
  const command = [process.execPath, join(OPS, 'sandbox/main.ts')]
  const folder = join(dataFolder, 'sandbox')
  const child = family.begin('The sandboxes', [...command, '--data', folder], {})
  try {
    const { origins } = z
      .object({ origins: z.record(z.string(), z.string()) })
      .parse(await firstJson(child, 'origins'))
    return await Promise.all(
      ['youtube', 'instagram', 'tiktok'].map(async name => {
        const answer = await fetch(`${origins[name]}/_sandbox/ledger`)
        return Ledger.parse(await answer.json())
      }),
    )
  } finally {
    await family.stopAll()
  }
}

/** SHA-256 of a file, in hex. */
export async function hashOf(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk)
  return hasher.digest('hex')
}
