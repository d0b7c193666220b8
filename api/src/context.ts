import type { PlanName } from '../contract/index.ts'
import type { Deps } from './deps.ts'

/** Who is asking. A key acts for a device; a session or JWT for a person. */
export type Actor =
  | { kind: 'session'; workspaceId: string; plan: PlanName; personId: string; sessionHash: string }
  | { kind: 'jwt'; workspaceId: string; plan: PlanName; personId: string }
  | { kind: 'key'; workspaceId: string; plan: PlanName; deviceId: string; personId: string | null }

/** What every procedure is handed: the deps, and this one request. */
export interface Context extends Deps {
  actor: Actor | null
  requestId: string
  /** The caller's address, for limits and records. */
  address: string
  /** Sets a header on the answer (cookies, limits). */
  setHeader: (name: string, value: string) => void
  signal: AbortSignal
}

export type SignedIn = Context & { actor: Actor }
export type ByKey = Context & { actor: Extract<Actor, { kind: 'key' }> }
export type ByPerson = Context & { actor: Extract<Actor, { kind: 'session' | 'jwt' }> }
