import type { Platform } from '../../contract/index.ts'

/** The tokens of one connection, as the platform gave them. */
export interface Tokens {
  accessToken: string
  refreshToken: string | null
  accessExpiresAt: string
  refreshExpiresAt: string | null
  obtainedAt: string
}

/** Which row a sealed text belongs to; compared on opening, so rows cannot be swapped. */
export interface SealedFor {
  workspaceId: string
  connectionId: string
  platform: Platform
}

/** Seals tokens with Fernet: the first key seals, every key opens. */
export interface Vault {
  seal(owner: SealedFor, tokens: Tokens): { sealed: string; keyId: string }
  /** Throws Fault('internal') when the text was made for another row, or by an unknown key. */
  open(owner: SealedFor, sealed: string): Tokens
  sealText(purpose: string, text: string): string
  openText(purpose: string, sealed: string): string
}
