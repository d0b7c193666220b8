import type { Me, Problem } from '@content/api/contract'
import { createResource } from 'solid-js'
import { api } from './api.ts'
import { problemOf } from './problem.ts'

type Session = { kind: 'in'; me: Me } | { kind: 'out' } | { kind: 'failed'; problem: Problem }

async function look(): Promise<Session> {
  try {
    return { kind: 'in', me: await api.account.me.query() }
  } catch (error) {
    const problem = problemOf(error)
    return problem.code === 'unauthenticated' ? { kind: 'out' } : { kind: 'failed', problem }
  }
}

/** Who is signed in, as the server says. */
export function makeSession() {
  const [session, { refetch }] = createResource(look)
  const when = <K extends Session['kind']>(kind: K) => {
    const value = session.latest
    return value?.kind === kind ? (value as Extract<Session, { kind: K }>) : null
  }
  return {
    me: () => when('in')?.me ?? null,
    problem: () => when('failed')?.problem ?? null,
    isSignedOut: () => when('out') !== null,
    reload: () => void refetch(),
    signOut: async () => {
      // Whatever came of it, the server's answer to "who am I?" decides what is shown.
      await api.account.logout.mutate().catch(() => undefined)
      void refetch()
    },
  }
}
