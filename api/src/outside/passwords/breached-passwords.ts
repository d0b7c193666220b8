import { createHash } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Log } from '../log.ts'

/** Knows passwords that were stolen elsewhere. */
export interface BreachedPasswords {
  /** False too when the list cannot be asked: the local rules must do then. */
  has(password: string): Promise<boolean>
}

const DEADLINE_MS = 1500
// About 800 lines of 40 bytes, twice over for padding.
const MOST_BYTES = 256 * 1024

/** Asks a range service (the protocol of Have I Been Pwned), or nobody when none is named. */
export function createBreachedPasswords(
  settings: Config['breachedPasswords'],
  log: Log,
): BreachedPasswords {
  if (settings.kind === 'off') return { has: async () => false }
  return {
    async has(password) {
      const digest = createHash('sha1').update(password.normalize('NFKC')).digest('hex')
      const [prefix, rest] = [digest.slice(0, 5).toUpperCase(), digest.slice(5).toUpperCase()]
      try {
        return isIn(await rangeOf(`${settings.url}/range/${prefix}`), rest)
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown'
        log.warn('the list of breached passwords did not answer', { reason })
        return false
      }
    },
  }
}

/** Only five hex digits leave the house: some 800 passwords share them. */
async function rangeOf(url: string): Promise<string> {
  const response = await fetch(url, {
    // Answers of one length tell a listener on the way nothing.
    headers: { 'Add-Padding': 'true', 'User-Agent': 'content-creation' },
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MOST_BYTES) throw new Error('the answer is too long')
  }
  return text
}

// Padding lines are seen 0 times.
const isIn = (range: string, rest: string) =>
  range.split('\n').some(line => {
    const [suffix, count] = line.trim().split(':')
    return suffix?.toUpperCase() === rest && Number(count) > 0
  })
