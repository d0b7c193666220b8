import type { Store } from './store.ts'

export interface DemoAccount {
  id: string
  name: string
  handle: string
  [detail: string]: unknown
}

/** What an authorize request asked for, kept until the person decides. */
export interface Ask {
  request: string
  clientId: string
  redirectUri: string
  state: string
  scopes: string[]
  challenge?: string
  challengeMethod?: string
  extras?: Record<string, string>
}

export interface Code extends Ask {
  code: string
  accountId: string
  isUsed: boolean
  at: number
}

export interface Token {
  kind: string
  accountId: string
  clientId: string
  scopes: string[]
  /** Tokens that live and die together: one consent of one account. */
  family: string
  issuedAt: number
  expiresAt: number | null
  isRevoked: boolean
  extras?: Record<string, string>
}

export type NewToken = Pick<Token, 'kind' | 'accountId' | 'clientId' | 'scopes' | 'family'> & {
  prefix: string
  lifetimeSeconds: number | null
  extras?: Record<string, string>
}

const sha256 = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest('hex')

/** Random text of the alphabet that real tokens use. */
export function randomId(bytes = 24): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url')
}

/** Remembers consents, codes and tokens. What to say when one is bad is the platform's affair. */
export class OAuth {
  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {}

  ask(ask: Omit<Ask, 'request'>): Ask {
    const kept = { ...ask, request: randomId() }
    this.store.put('ask', kept.request, kept)
    return kept
  }

  findAsk(request: string): Ask | undefined {
    return this.store.get('ask', request)
  }

  grantCode(ask: Ask, accountId: string, scopes: string[]): Code {
    const code = { ...ask, code: randomId(), scopes, accountId, isUsed: false, at: this.ms() }
    this.store.remove('ask', ask.request)
    this.store.put('code', sha256(code.code), code)
    return code
  }

  dropAsk(request: string): void {
    this.store.remove('ask', request)
  }

  /** Looks a code up without using it; `isUsed` and `at` tell whether it may still be redeemed. */
  findCode(code: string): Code | undefined {
    return this.store.get('code', sha256(code))
  }

  useCode(code: Code): void {
    this.store.put('code', sha256(code.code), { ...code, isUsed: true })
  }

  issue({ prefix, lifetimeSeconds, ...token }: NewToken): string {
    const issuedAt = this.ms()
    const expiresAt = lifetimeSeconds === null ? null : issuedAt + lifetimeSeconds * 1000
    const value = `${prefix}${randomId(36)}`
    this.store.put('token', sha256(value), { ...token, issuedAt, expiresAt, isRevoked: false })
    return value
  }

  /** Any token this sandbox ever issued, dead or alive. */
  findToken(value: string): Token | undefined {
    return this.store.get('token', sha256(value))
  }

  isAlive(token: Token | undefined): token is Token {
    if (!token || token.isRevoked) return false
    return token.expiresAt === null || token.expiresAt > this.ms()
  }

  revoke(value: string): void {
    const token = this.findToken(value)
    if (token) this.store.put('token', sha256(value), { ...token, isRevoked: true })
  }

  /** Ends every token that matches: a family, an account, or only the access tokens of either. */
  revokeWhere(matches: (token: Token) => boolean): number {
    const found = this.store.list<Token>('token').filter(row => matches(row.value))
    for (const { id, value } of found) this.store.put('token', id, { ...value, isRevoked: true })
    return found.length
  }

  hasToken(matches: (token: Token) => boolean): boolean {
    const all = this.store.list<Token>('token')
    return all.some(row => this.isAlive(row.value) && matches(row.value))
  }

  private ms(): number {
    return this.now().getTime()
  }
}
