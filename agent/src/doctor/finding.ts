import { EXIT, type ExitCode, Refusal } from '../lib/refusal.ts'
import { refusalOf } from '../status/refusal-of.ts'

/** One thing that has to be right. */
export interface Finding {
  what: string
  isFine: boolean
  says: string
  /** What the person can do about it; null when there is nothing to do. */
  toDo: string | null
  exitCode: ExitCode
}

export const fine = (what: string, says: string): Finding => ({
  ...{ what, says },
  isFine: true,
  toDo: null,
  exitCode: EXIT.ok,
})

/** What could not be looked at because of something that is told already: no alarm of its own. */
export const notLookedAt = (what: string, because: string): Finding =>
  fine(what, `not looked at, because ${because}`)

export const wrong = (
  what: string,
  says: string,
  { toDo, exitCode = EXIT.failed }: { toDo: string; exitCode?: ExitCode },
): Finding => ({ what, isFine: false, says, toDo, exitCode })

/** Looks, and tells a failure in the same form as any other finding. */
export async function look(what: string, ask: () => Promise<Finding>): Promise<Finding> {
  try {
    return await ask()
  } catch (error) {
    const { message, exitCode } = refusalOf(error)
    return { what, isFine: false, says: message, toDo: null, exitCode }
  }
}

// What is broken first, then what only the person can do, then what time mends.
const WORST_FIRST = [EXIT.failed, EXIT.usage, EXIT.planLimit, EXIT.needsYou, EXIT.waiting] as const

export const worstOf = (findings: readonly Finding[]): ExitCode =>
  WORST_FIRST.find(code => findings.some(it => it.exitCode === code)) ?? EXIT.ok

export const needsYou = (text: string) => new Refusal(EXIT.needsYou, text)
