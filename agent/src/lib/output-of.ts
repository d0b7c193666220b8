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
