import { join } from 'node:path'
import { z } from 'zod'
import { PLATFORMS } from '../../api/contract/index.ts'
import { runProgram } from '../run-program.ts'
import { firstJson, linesOf, makeFamily } from '../start/children.ts'

const OPS = join(import.meta.dir, '..')

export interface StartRun {
  exitCode: number
  lines: string[]
  error: string
}

/** Begins `ops/start.ts` in a folder of its own, on ports of its own. */
function beginStart(folder: string, options: string[]) {
  const place = ['--data', join(folder, 'data'), '--watch', join(folder, 'watch'), '--port', '0']
  return Bun.spawn([process.execPath, join(OPS, 'start.ts'), ...place, ...options], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    // As somebody starts it who has no Postgres: with one of its own, in its folder.
    env: { ...process.env, DATABASE_URL: '', SITE_FOLDER: '' },
    // A group of its own, so that all of it can be killed at once.
    detached: true,
  })
}

/** Runs it until a line of it holds these words, and pulls the plug. */
export async function cutStart(folder: string, options: string[], words: string): Promise<void> {
  const child = beginStart(folder, options)
  const lines: string[] = []
  for await (const line of linesOf(child.stdout)) {
    lines.push(line)
    if (line.includes(words)) break
  }
  process.kill(-child.pid, 'SIGKILL')
  const complaint = await new Response(child.stderr).text()
  const end = `exit code ${await child.exited}, ${child.signalCode}`
  if (lines.at(-1)?.includes(words)) return
  throw new Error([`It never said "${words}": ${end}`, ...lines, complaint].join('\n'))
}

/** Runs it until it exits. */
export async function runStart(folder: string, options: string[]): Promise<StartRun> {
  const child = beginStart(folder, options)
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

/** What the sandboxes of a data folder received, by platform, read through their own doors. */
export async function ledgers(dataFolder: string): Promise<Record<string, Ledger>> {
  const family = makeFamily()
  const command = [process.execPath, join(OPS, 'sandbox/main.ts')]
  const folder = join(dataFolder, 'sandbox')
  const child = family.begin('The sandboxes', [...command, '--data', folder], {})
  try {
    const { origins } = z
      .object({ origins: z.record(z.string(), z.string()) })
      .parse(await firstJson(child, 'origins'))
    const read = PLATFORMS.map(async name => {
      const answer = await fetch(`${origins[name]}/_sandbox/ledger`)
      return [name, Ledger.parse(await answer.json())] as const
    })
    return Object.fromEntries(await Promise.all(read))
  } finally {
    await family.stopAll()
  }
}

/** What `content` prints when a person asks the demo's agent, knowing nothing but its home. */
export async function runContent(dataFolder: string, args: string[]): Promise<string> {
  const env = { ...process.env, CONTENT_CREATION_HOME: join(dataFolder, 'agent') }
  const command = [process.execPath, join(OPS, '../agent/src/cli.ts'), ...args]
  return (await runProgram(command, { env })).out
}

const Status = z.object({
  videos: z.array(
    z.object({
      file: z.string(),
      publications: z.array(z.object({ platform: z.string(), renditionSha256: z.string() })),
    }),
  ),
})

/** Platform → SHA-256 of the bytes that the agent says it sent for a file. */
export async function renditionHashes(
  dataFolder: string,
  file: string,
): Promise<Record<string, string>> {
  const said = await runContent(dataFolder, ['status', '--json'])
  const status = Status.parse(JSON.parse(said))
  const video = status.videos.find(it => it.file === file)
  const pairs = video?.publications.map(it => [it.platform, it.renditionSha256])
  return Object.fromEntries(pairs ?? [])
}
