import { type Me, type Problem, type Role, reaches } from '@content/api/contract'
import { createContext, createResource, type JSX, useContext } from 'solid-js'
import { api } from './api.ts'
import { problemOf } from './problem.ts'

type Answer = { kind: 'in'; me: Me } | { kind: 'out' } | { kind: 'failed'; problem: Problem }

async function look(): Promise<Answer> {
  try {
    const me = await api.account.whoAmI.query()
    return me ? { kind: 'in', me } : { kind: 'out' }
  } catch (error) {
    // A session that has ended is refused, and leads to the same.
    const problem = problemOf(error)
    return problem.code === 'unauthenticated' ? { kind: 'out' } : { kind: 'failed', problem }
  }
}

/** Who is signed in, as the server says. */
function makeSession() {
  const [session, { refetch }] = createResource(look)
  const when = <K extends Answer['kind']>(kind: K) => {
    const value = session.latest
    return value?.kind === kind ? (value as Extract<Answer, { kind: K }>) : null
  }
  return {
    me: () => when('in')?.me ?? null,
    problem: () => when('failed')?.problem ?? null,
    isSignedOut: () => when('out') !== null,
    /** Asks the server again, after anything that changes who is signed in or on which plan. */
    reload: async () => void (await refetch()),
    signOut: async () => {
      // Whatever came of it, the server's answer to "who am I?" decides what is shown.
      await api.account.logout.mutate().catch(() => undefined)
      await refetch()
    },
  }
}

export type Session = ReturnType<typeof makeSession>

const Context = createContext<Session>()

/** Every page below knows who is signed in. */
export function SessionProvider(props: { children: JSX.Element }) {
  return <Context.Provider value={makeSession()}>{props.children}</Context.Provider>
}

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('A page is shown outside the SessionProvider.')
  return session
}

/** Whoever is signed in; for pages inside the shell, which only shows them to such. */
export function useMe(): () => Me {
  const session = useSession()
  let last: Me | null = null
  return () => {
    last = session.me() ?? last
    if (!last) throw new Error('A page of the shell is shown to nobody.')
    return last
  }
}

/** Whether whoever is signed in has that role, or one that may do more. */
export function useIsAtLeast(): (role: Role) => boolean {
  const me = useMe()
  return role => reaches(me().user?.role ?? 'viewer', role)
}
