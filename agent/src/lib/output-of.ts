import { type Environment, withoutKeys } from '../environment.ts'

/** A program that says a line about itself or about this machine does so at once. */
const LIMIT_MS = 20_000

/** What a program prints within 20 s; nothing where there is no such program. */
export async function outputOf(
  command: readonly string[],
  env: Environment = withoutKeys(),
): Promise<string> {
  const stdio = { stdin: 'ignore', stdout: 'pipe', stderr: 'ignore' } as const
  try {
    const child = Bun.spawn([...command], { ...stdio, timeout: LIMIT_MS, env })
    return await new Response(child.stdout).text()
  } catch {
    return ''
  }
}

export interface Ended {
  /** Null where there is no such program. */
  code: number | null
  out: string
  /** What it complained about. */
  err: string
}

/** How a short command of this system ended, and what it said. */
export async function ranCommand(command: readonly string[]): Promise<Ended> {
  const stdio = { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' } as const
  try {
    const child = Bun.spawn([...command], { ...stdio, timeout: LIMIT_MS, env: withoutKeys() })
    const texts = [child.stdout, child.stderr].map(it => new Response(it).text())
    const [out = '', err = ''] = await Promise.all(texts)
    return { code: await child.exited, out: out.trim(), err: err.trim() }
  } catch {
    return { code: null, out: '', err: '' }
  }
}

/** Runs a program in this one's place, and returns what it ended with. */
export async function handOver(command: readonly string[]): Promise<number> {
  const stdio = { stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' } as const
  return Bun.spawn([...command], stdio).exited
}
