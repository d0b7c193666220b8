import { type Program, start } from '../../agent/tests/processes.ts'

/** A program that is killed again and again, and started again at once. */
export interface Victim {
  name: 'agent' | 'api' | 'sandbox'
  pid(): number
  /** How often it was killed. */
  kills: number
  /** Is it started and has it said that it is ready? */
  isReady(): boolean
  start(): Promise<void>
  /** `kill -9`, by process id. */
  kill(): Promise<void>
  stop(): Promise<void>
  /** The last lines it said, over all of its lives. */
  said(): string[]
}

export interface Life {
  args: string[]
  env: Record<string, string>
}

const KEPT_LINES = 40

/** `becomesReady` waits for whatever shows that a life has begun, and takes note of it. */
export function makeVictim(
  name: Victim['name'],
  life: Life,
  becomesReady: (program: Program) => Promise<void>,
): Victim {
  let program: Program | null = null
  let isReady = false
  let earlier: string[] = []
  const end = async (how: 'kill' | 'stop') => {
    isReady = false
    const ending = program
    if (!ending) return
    await ending[how]()
    earlier = [...earlier, ...ending.lines].slice(-KEPT_LINES)
    if (program === ending) program = null
  }
  const victim: Victim = {
    name,
    kills: 0,
    pid: () => program?.pid ?? 0,
    isReady: () => isReady,
    async start() {
      const begun = start(life.args, life.env)
      program = begun
      await becomesReady(begun)
      isReady = program === begun
    },
    async kill() {
      victim.kills += 1
      await end('kill')
    },
    stop: () => end('stop'),
    said: () => [...earlier, ...(program?.lines ?? [])].slice(-KEPT_LINES),
  }
  return victim
}
