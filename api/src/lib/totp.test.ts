import { expect, test } from 'bun:test'
import { Secret } from 'otpauth'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

// RFC 6238, appendix B, SHA-1; its codes have 8 digits, of which ours are the last 6.
const SECRET = Secret.fromLatin1('12345678901234567890').base32
const VECTORS = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const

const at = (seconds: number) => new Date(seconds * 1000)

test('the codes are those of the standard', () => {
  for (const [seconds, code] of VECTORS) {
    expect(totpStep(SECRET, code.slice(2), at(seconds))).toBe(Math.floor(seconds / 30))
  }
})

test('a clock may be one step off, and not two', () => {
  const step = Math.floor(1_234_567_890 / 30)
  const code = '005924'
  expect(totpStep(SECRET, code, at(1_234_567_890 + 30))).toBe(step)
  expect(totpStep(SECRET, code, at(1_234_567_890 - 30))).toBe(step)
  expect(totpStep(SECRET, code, at(1_234_567_890 + 60))).toBeNull()
  expect(totpStep(SECRET, code, at(1_234_567_890 - 60))).toBeNull()
})

test('what is no code is no code', () => {
  for (const text of ['', '1', '0059245', 'abcdef', '００５９２４', '005924 ']) {
    expect(totpStep(SECRET, text, at(1_234_567_890))).toBeNull()
  }
})

test('an app is told whose code it is', () => {
  const secret = newTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const uri = new URL(totpUri(secret, 'ada@example.test'))
  expect(decodeURIComponent(uri.pathname)).toBe('/Content Creation:ada@example.test')
  expect(uri.searchParams.get('secret')).toBe(secret)
})
