export interface RunOptions {
  cwd?: string
  /** All that it sees; ours when left out. */
  env?: Record<string, string | undefined>
  /** Killed after this long. */
  timeoutMs?: number
  /** In a group of its own, which a Ctrl-C at our terminal does not reach. */
  detached?: boolean
  uid?: number
  gid?: number
}

/** How a program ended, and all that it printed. */
export interface Ended {
  code: number
  out: string
  err: string
  /** Processor time, its own and the system's for it. */
  cpuMs: number
}

/** Runs a program to its end, with nothing to read. Throws only when it cannot be started. */
export async function runProgram(command: string[], options: RunOptions = {}): Promise<Ended> {
  const { timeoutMs, ...rest } = options
  const stdio = { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' } as const
  const child = Bun.spawn(command, { ...rest, ...stdio, ...(timeoutMs && { timeout: timeoutMs }) })
  const [out, err, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ])
  return { code, out, err, cpuMs: Number(child.resourceUsage()?.cpuTime.total ?? 0) / 1000 }
}

/** Runs a program that has to succeed, and answers with its output. Throws all that it said. */
export async function mustRun(command: string[], options?: RunOptions): Promise<string> {
  const { code, out, err } = await runProgram(command, options)
  if (code !== 0) throw new Error(`${command[0]} failed:\n${out}${err}`.trimEnd())
  return out
}
