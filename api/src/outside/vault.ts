import { z } from 'zod'
import { Platform } from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import type { FernetKey } from '../lib/fernet.ts'
import { fernetKey, fernetOpen, fernetSeal } from '../lib/fernet.ts'
import { sha256Hex } from '../lib/id.ts'

const Tokens = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable(),
  accessExpiresAt: z.iso.datetime(),
  refreshExpiresAt: z.iso.datetime().nullable(),
  obtainedAt: z.iso.datetime(),
})

/** The tokens of one connection, as the platform gave them. */
export type Tokens = z.infer<typeof Tokens>

/** Which row a sealed text belongs to; compared on opening, so rows cannot be swapped. */
export interface SealedFor {
  workspaceId: string
  connectionId: string
  platform: Platform
}

/**
 * Seals tokens with Fernet: the first key seals, every key opens. A sealed text reads
 * `<key id>.<Fernet token>`.
 */
export interface Vault {
  /** The id of the key that seals now, then those that only open. */
  readonly keyIds: readonly string[]
  seal(owner: SealedFor, tokens: Tokens): { sealed: string }
  /** Throws Fault('internal') when the text was made for another row, or by an unknown key. */
  open(owner: SealedFor, sealed: string): Tokens
  sealText(purpose: string, text: string): string
  openText(purpose: string, sealed: string): string
  /** The same content under the key that seals now. Throws Fault('internal') without its key. */
  reseal(sealed: string): string
}

const SealedTokens = z.object({
  v: z.literal(1),
  workspaceId: z.string(),
  connectionId: z.string(),
  platform: Platform,
  tokens: Tokens,
})
const SealedText = z.object({ v: z.literal(1), purpose: z.string(), text: z.string() })

/** Names a key without telling it, so a row can say which key sealed it. */
export const vaultKeyId = (key: string): string => sha256Hex(`vault key ${key}`).slice(0, 12)

/** A vault over Fernet keys, newest first. Throws when there is none or one is not a Fernet key. */
export function createVault(keys: readonly string[]): Vault {
  const [sealing, ...older] = keys.map(readKey)
  if (!sealing) throw new Error('The vault needs at least one key.')
  const all = [sealing, ...older]
  const seal = (content: unknown) =>
    `${sealing.id}.${fernetSeal(sealing.key, JSON.stringify(content), { at: new Date() })}`
  return {
    keyIds: all.map(({ id }) => id),
    seal: (owner, tokens) => ({
      sealed: seal({ v: 1, ...ownerOnly(owner), tokens: Tokens.parse(tokens) }),
    }),
    open(owner, sealed) {
      const content = SealedTokens.safeParse(openWithAny(all, sealed)).data
      if (!content || !isSameOwner(content, owner)) throw unopened('tokens of a connection')
      return content.tokens
    },
    sealText: (purpose, text) => seal({ v: 1, purpose, text }),
    openText(purpose, sealed) {
      const content = SealedText.safeParse(openWithAny(all, sealed)).data
      if (content?.purpose !== purpose) throw unopened('a sealed text')
      return content.text
    },
    reseal(sealed) {
      const content = openWithAny(all, sealed)
      if (content === null) throw unopened('what a key sealed that is gone')
      return seal(content)
    },
  }
}

function readKey(text: string): { id: string; key: FernetKey } {
  const key = fernetKey(text)
  if (!key) throw new Error('A vault key is 32 bytes in padded base64url.')
  return { id: vaultKeyId(text), key }
}

function openWithAny(keys: { id: string; key: FernetKey }[], sealed: string): unknown {
  // Before keys had ids in front, a token stood alone; its key has to be found by trying.
  const [token = '', id] = sealed.split('.').toReversed()
  for (const { key } of keys.filter(known => id === undefined || known.id === id)) {
    const text = fernetOpen(key, token)
    if (text !== null) return asJson(text)
  }
  return null
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const ownerOnly = ({ workspaceId, connectionId, platform }: SealedFor): SealedFor => ({
  workspaceId,
  connectionId,
  platform,
})

const isSameOwner = (a: SealedFor, b: SealedFor) =>
  a.workspaceId === b.workspaceId && a.connectionId === b.connectionId && a.platform === b.platform

const unopened = (what: string) =>
  new Fault('internal', undefined, { log: `the vault could not open ${what}` })
