export interface Ended {
  /** Null when it was killed. */
  code: number | null
  output: string
}

export interface ChildOptions {
  cwd: string
  env: Record<string, string | undefined>
  timeoutMs: number
}

const KILL_AFTER_MS = 5000

/** Programs that end together: each leads its own process group, so its children end with it. */
export class Children {
  readonly #running = new Set<Bun.Subprocess>()
  #isStopped = false

  get isStopped(): boolean {
    return this.#isStopped
  }

  /** Runs a program to its end; what it prints on both streams comes back in order. */
  async run(command: string[], options: ChildOptions): Promise<Ended> {
    if (this.#isStopped) return { code: null, output: 'stopped' }
    const child = Bun.spawn(['sh', '-c', 'exec "$@" 2>&1', 'sh', ...command], {
      cwd: options.cwd,
      env: options.env,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'inherit',
      detached: true,
    })
    this.#running.add(child)
    let late = ''
    const timer = setTimeout(() => {
      late = `\nstopped after ${options.timeoutMs / 1000} s`
      void end(child)
    }, options.timeoutMs)
    const output = await child.stdout.text()
    const code = await child.exited
    clearTimeout(timer)
    this.#running.delete(child)
    return { code: child.signalCode || late ? null : code, output: output + late }
  }

  /** Runs a program on our own terminal until it ends or is stopped; its exit code. */
  async show(command: string[], options: Omit<ChildOptions, 'timeoutMs'>): Promise<number> {
    if (this.#isStopped) return 1
    const { cwd, env } = options
    const stdio = { stdin: 'ignore', stdout: 'inherit', stderr: 'inherit' } as const
    const child = Bun.spawn(command, { cwd, env, ...stdio, detached: true })
    this.#running.add(child)
    const code = await child.exited
    this.#running.delete(child)
    return code
  }

  async stop() {
    this.#isStopped = true
    await Promise.all([...this.#running].map(end))
  }
}

async function end(child: Bun.Subprocess) {
  signalGroup(child, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS)
  await child.exited
  clearTimeout(timer)
  // Grandchildren that ignored the polite signal would keep our pipe open.
  signalGroup(child, 'SIGKILL')
}

function signalGroup(child: Bun.Subprocess, signal: 'SIGTERM' | 'SIGKILL') {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone already, or this is Windows, which has none.
    child.kill(signal)
  }
}
