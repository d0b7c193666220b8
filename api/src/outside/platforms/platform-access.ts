import type { Tokens } from '../vault.ts'

export interface Account {
  externalId: string
  label: string
  handle: string | null
}

export interface Authorized {
  tokens: Tokens
  scopes: string[]
}

/** `dead` ends the connection for good; `later` leaves it as it is, whatever the cause. */
export type RefreshAnswer =
  | { kind: 'refreshed'; tokens: Tokens }
  | { kind: 'dead'; reason: string }
  | { kind: 'later'; reason: string; retryAfterSeconds?: number }

export interface RemoteFigures {
  remoteId: string
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
  /** How it is shown there, where that is told; left out: to everybody who may see it. */
  standing?: 'private' | 'rejected'
}

/** What a person is sent to a platform with. */
export interface Consent {
  state: string
  redirectUri: string
  verifier: string | null
  /** Whether to ask for what only tracks of captions need, too. */
  captions: boolean
}

/** How the server speaks to one platform about access and figures; uploads are the agent's. */
export interface PlatformAccess {
  readonly scopes: readonly string[]
  readonly usesPkce: boolean
  /** How long before expiry a token is refreshed, in milliseconds. */
  readonly refreshEarlyMs: number
  authorizationUrl(consent: Consent): string
  exchange(input: {
    code: string
    redirectUri: string
    verifier: string | null
  }): Promise<Authorized>
  /** Every channel or account that the person gave access to; never empty. */
  accounts(tokens: Tokens): Promise<Account[]>
  /** What the platform calls the person who gave access; only where it asks by that. */
  userId?(tokens: Tokens): Promise<string | null>
  refresh(tokens: Tokens, now: Date): Promise<RefreshAnswer>
  revoke(tokens: Tokens): Promise<void>
  /** What the platform would not tell about is left out; a refused token is `connection_lost`. */
  figures(accessToken: string, remoteIds: string[]): Promise<RemoteFigures[]>
}
