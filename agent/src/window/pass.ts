import { randomBytes, timingSafeEqual } from 'node:crypto'

/** How long somebody has to open the page that a start of the window shows. */
const TICKET_LIFE_MS = 2 * 60_000

/**
 * Who may drive the agent through its window. The address that is opened carries a ticket, good
 * once and for two minutes; the page changes it for the secret of this start, and keeps that.
 */
export interface Pass {
  ticket(): string
  /** The secret, once for each ticket; null for a ticket that is unknown, used or too old. */
  redeem(ticket: string): string | null
  isValid(secret: string | null): boolean
  /** What a second start of this user says in order to have the window shown. */
  word: string
  isWord(given: string): boolean
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
    isWord: given => isSame(word, given),
    isValid: given => given !== null && isSame(secret, given),
  }
}

const token = () => randomBytes(32).toString('base64url')

function isSame(ours: string, given: string): boolean {
  const [a, b] = [Buffer.from(ours), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
