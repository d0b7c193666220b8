import type { Problem } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { problemOf } from '../../problem.ts'

/** One thing a button asks of the server: busy, done, or why not. */
export function makeAction<Args extends unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
) {
  const [isBusy, setIsBusy] = createSignal(false)
  const [isDone, setIsDone] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem | null>(null)

  const clear = () => {
    setIsDone(false)
    setProblem(null)
  }

  /** Answers with the result, or null when it was refused; then `problem` says why. */
  async function run(...args: Args): Promise<{ result: Result } | null> {
    if (isBusy()) return null
    clear()
    setIsBusy(true)
    try {
      const result = await work(...args)
      setIsDone(true)
      return { result }
    } catch (error) {
      setProblem(problemOf(error))
      return null
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, isDone, problem, run, clear }
}
