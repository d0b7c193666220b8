import type { Problem } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'

/** Signing in, or signing up when there is no account yet. */
export function makeSignIn(signedIn: () => void) {
  const [isNew, setIsNew] = createSignal(false)
  const [isBusy, setIsBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem | null>(null)

  async function submit(email: string, password: string) {
    setIsBusy(true)
    setProblem(null)
    try {
      if (isNew()) await api.account.register.mutate({ email, password })
      await api.account.login.mutate({ email, password })
      signedIn()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setIsBusy(false)
    }
  }

  const toggle = () => {
    setProblem(null)
    setIsNew(value => !value)
  }
  return { isNew, isBusy, problem, submit, toggle }
}
