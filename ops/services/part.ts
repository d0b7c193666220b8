import { runProgram } from '../run-program.ts'
export const SERVICE_NAMES = [
  'postgres',
  'redis',
  'chromium',
  'ffmpeg',
  'nginx',
  'pgbackrest',
  'pgbouncer',
  'prometheus',
] as const
export type ServiceName = (typeof SERVICE_NAMES)[number]

export interface Running {
  env: Record<string, string>
  close: () => Promise<void>
}

/** One real thing that tests need: how the environment names it, how it is found, how it starts. */
export interface Part {
  variables: readonly string[]
  aptPackages: readonly string[]
  /** What to tell someone whose machine we cannot install it on. */
  advice: string
  find: () => Promise<string | undefined>
  start: (program: string) => Promise<Running>
}

/** Whether a program runs at all; Ubuntu ships stubs that only advertise a snap. */
export async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { code, out } = await runProgram([program, '--version'], { timeoutMs: 20_000 })
    return code === 0 ? out.trim() : undefined
  } catch {
    return undefined
  }
}

/** The first of these programs that is there and runs. */
export async function firstThatRuns(candidates: readonly string[]): Promise<string | undefined> {
  for (const candidate of candidates) {
    const program = Bun.which(candidate)
    if (program && (await versionOf(program))) return program
  }
  return undefined
}

export const nothingToClose = async () => {}
