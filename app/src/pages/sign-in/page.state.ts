import { createSignal } from 'solid-js'
import { api } from '../../api.ts'
import { makeAction } from '../../ui/form/action.ts'
import type { Text } from '../../ui/form/form.ts'

/** Signing in, or up when there is no account yet; then the code, where one is asked for. */
export function makeSignIn(begun: { isNew: boolean; signedIn: () => Promise<void> }) {
  const [isNew, setIsNew] = createSignal(begun.isNew)
  // Kept while the code is asked for, and in memory only.
  const [waiting, setWaiting] = createSignal<{ email: string; password: string } | null>(null)

  const entering = makeAction(async (email: string, password: string) => {
    if (isNew()) {
      await api.account.register.mutate({ email, password })
      setIsNew(false)
    }
    await api.account.login.mutate({ email, password })
    await begun.signedIn()
  })
  const proving = makeAction(async (code: string) => {
    const person = waiting()
    if (person) await api.account.login.mutate({ ...person, secondFactor: code })
    await begun.signedIn()
  })

  async function enter(text: Text) {
    const person = { email: text('email'), password: text('password') || text('newPassword') }
    const done = await entering.run(person.email, person.password)
    if (entering.problem()?.code === 'second_factor') {
      entering.clear()
      setWaiting(person)
    }
    return done
  }

  return {
    isNew,
    enter,
    prove: (text: Text) => proving.run(text('code')),
    needsCode: () => waiting() !== null,
    isBusy: () => entering.isBusy() || proving.isBusy(),
    problem: () => (waiting() ? proving.problem() : entering.problem()),
    toggle: () => {
      entering.clear()
      setIsNew(value => !value)
    },
    startAgain: () => {
      proving.clear()
      setWaiting(null)
    },
  }
}

export type SignInState = ReturnType<typeof makeSignIn>
