import type { Hono } from 'hono'
import type { Faults, NamedFault } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { Ask, Code, DemoAccount, OAuth } from './oauth.ts'
import type { Look } from './page.ts'
import type { Store } from './store.ts'

export interface Sandbox {
  name: string
  origin: string
  stop(): Promise<void>
}

export interface SandboxOptions {
  /** The sandbox keeps its state in a folder of its own name inside this one. */
  dir: string
  port?: number
  now?: () => Date
}

/** Hono bindings: a fault with a platform's own name travels to the route in `c.env.fault`. */
export type SandboxEnv = { Bindings: { fault?: NamedFault } }

export interface Redirects {
  allowed(ask: Ask, code: Code): string
  denied(ask: Ask): string
}

export interface KitSpec<S extends object> {
  name: string
  look: Look
  accounts: DemoAccount[]
  /** Defaults; `POST /_sandbox/settings` merges over them and is remembered. */
  settings: S
  redirects?: Redirects
  /** The body of a `status` fault that names none. */
  faultBody?: (status: number) => unknown
  routes(kit: Kit<S>): Hono<SandboxEnv>
}

export interface Kit<S extends object> {
  name: string
  origin: string
  look: Look
  accounts: DemoAccount[]
  redirects: Redirects | undefined
  store: Store
  ledger: Ledger
  faults: Faults
  oauth: OAuth
  now(): Date
  settings(): S & CommonSettings
  mergeSettings(change: object): S & CommonSettings
  /** Remembers an authorize request and answers it with the consent page. */
  consent(ask: Omit<Ask, 'request'>): Response
}

export interface CommonSettings {
  /** Moves this sandbox's clock ahead, to outlive tokens and sessions without waiting. */
  clockAheadSeconds: number
}

export const CLIENT_ID = 'sandbox-client'
export const CLIENT_SECRET = 'sandbox-secret'

/** Whether a redirect address is one a local client may have registered. */
export function isLoopbackOrHttps(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false
  const { protocol, hostname, hash } = new URL(redirectUri)
  if (hash) return false
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname))
  )
}
