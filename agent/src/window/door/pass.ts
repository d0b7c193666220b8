import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long somebody has to open the page that a start of the window shows. */
export const TICKET_LIFE_MS = 2 * 60_000

/**
 * Who may drive the agent through its window. The address that is opened carries a ticket, good
 * once and for two minutes; the page changes it for the secret of this start, and keeps that.
 */
export interface Pass {
  ticket(): string
  /** The secret, once for each ticket; null for a ticket that is unknown, used or too old. */
  redeem(ticket: string): string | null
  isValid(secret: string | null): boolean
  /** What a second start of this user proves to know in order to have the window shown. */
  word: string
}

export function openPass(nowMs: () => number): Pass {
  const [secret, word] = [token(), token()]
  /** By ticket, until when it is good. */
  const tickets = new Map<string, number>()
  return {
    ticket() {
      const made = token()
      tickets.set(made, nowMs() + TICKET_LIFE_MS)
      return made
    },
    redeem(given) {
      const found = [...tickets.keys()].find(ticket => isSame(ticket, given))
      if (found === undefined) return null
      const isFresh = nowMs() <= (tickets.get(found) ?? 0)
      tickets.delete(found)
      return isFresh ? secret : null
    },
    word,
    isValid: given => given !== null && isSame(secret, given),
  }
}

export const token = () => randomBytes(32).toString('base64url')

/** Shows that one knows the word, without saying it: whoever listens may be somebody else. */
export const proofOf = (word: string, said: string) =>
  createHmac('sha256', word).update(said).digest('base64url')

export function isSame(ours: string, given: string): boolean {
  const [a, b] = [Buffer.from(ours), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const GUESSES_A_MINUTE = 20

/**
 * Counts what was wrong. No guess finds 32 random bytes, so nobody who brings them is kept waiting
 * for the guesses of others; but somebody should hear that another one tries.
 */
export function countGuesses(nowMs: () => number, onMany: () => void) {
  let since = Number.NEGATIVE_INFINITY
  let count = 0
  return {
    /** Whether there were too many of late. */
    wrong(): boolean {
      if (nowMs() - since > 60_000) {
        since = nowMs()
        count = 0
      }
      count += 1
      if (count === GUESSES_A_MINUTE + 1) onMany()
      return count > GUESSES_A_MINUTE
    },
  }
}
