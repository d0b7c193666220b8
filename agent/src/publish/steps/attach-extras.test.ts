import { expect, test } from 'bun:test'
import type { Cause, Retry } from '../../lib/step-error.ts'
import { tryAgain } from './attach-extras.ts'

const trouble = (code: string, retry: Retry = 'backoff'): Cause => ({
  ...{ code, reason: 'It did not work.', whoCanFix: 'wait', retry },
})

/** How many tries there are, and how long they take together. */
function triesOf(why: Cause): { tries: number; ms: number } {
  let [tries, ms, attempts] = [1, 0, 0]
  for (; tries < 1000; tries++) {
    const again = tryAgain(why, attempts)
    if (!again) break
    ms += again.afterMs
    attempts = again.attempts
  }
  return { tries, ms }
}

test('a platform that fails is asked six times, over minutes', () => {
  for (const code of ['http_503', 'network']) {
    const { tries, ms } = triesOf(trouble(code))
    expect(tries).toBe(6)
    expect(ms).toBeGreaterThan(4 * 60_000)
  }
  expect(triesOf(trouble('quotaExceeded', { afterMs: 3_600_000 }))).toEqual({
    ...{ tries: 6, ms: 5 * 3_600_000 },
  })
})

test('what cannot work is tried once', () => {
  expect(triesOf(trouble('invalidImage', 'never')).tries).toBe(1)
})

test('without a network, or without our server, nothing is given up', () => {
  for (const code of ['offline', 'captive_portal', 'server_unreachable', 'clock', 'tls']) {
    expect(triesOf(trouble(code)).tries).toBe(1000)
    expect(tryAgain(trouble(code), 5)).toEqual({ attempts: 5, afterMs: 60_000 })
  }
})
