import { type Program, start } from '../../../agent/tests/processes.ts'

/** A program that is killed again and again, and started again at once. */
export interface Victim {
  name: 'agent' | 'api' | 'sandbox'
  pid(): number
  /** Each time it ended without being killed. */
  accidents: string[]
  /** Is it started and has it said that it is ready? */
  isReady(): boolean
  start(): Promise<void>
  /** `kill -9`, by process id. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface Life {
  args: string[]
  env: Record<string, string>
}

const LAST_LINES = 5

/** `becomesReady` waits for whatever shows that a life has begun, and takes note of it. */
export function makeVictim(
  name: Victim['name'],
  life: Life,
  becomesReady: (program: Program) => Promise<void>,
): Victim {
  let program: Program | null = null
  let isReady = false
  const end = async (how: 'kill' | 'stop') => {
    isReady = false
    const ending = program
    if (!ending) return
    program = null
    await ending[how]()
  }
  const victim: Victim = {
    name,
    accidents: [],
    pid: () => program?.pid ?? 0,
    isReady: () => isReady,
    async start() {
      const begun = start(life.args, life.env)
      program = begun
      void begun.exited.then(code => {
        if (program !== begun) return
        const last = begun.lines.slice(-LAST_LINES).join(' / ')
        victim.accidents.push(`the ${name} ended by itself with ${code}: ${last}`)
        isReady = false
      })
      await becomesReady(begun)
      isReady = program === begun
    },
    kill: () => end('kill'),
    stop: () => end('stop'),
  }
  return victim
}
