import { describe, expect, test } from 'bun:test'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { type FernetKey, fernetKey, fernetOpen, fernetSeal } from './fernet.ts'

// Published vectors of the Fernet specification (generate.json, verify.json, invalid.json).
const SECRET = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='
const TOKEN =
  'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=='
const NOW = '1985-10-26T01:20:01-07:00'
const EXPIRED =
  'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q=='
const INVALID: [string, string, string?][] = [
  [
    'incorrect mac',
    'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==',
  ],
  ['too short', 'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA=='],
  [
    'invalid base64',
    '%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==',
  ],
  [
    'payload size not multiple of block size',
    'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm',
  ],
  [
    'payload padding error',
    'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==',
  ],
  [
    'far-future TS (unacceptable clock skew)',
    'gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==',
  ],
  ['expired TTL', EXPIRED, '1985-10-26T01:21:31-07:00'],
  [
    'incorrect IV (causes padding error)',
    'gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==',
  ],
]

function key(text = SECRET): FernetKey {
  const read = fernetKey(text)
  if (!read) throw new Error('not a key')
  return read
}

describe('the published Fernet vectors', () => {
  test('the generate vector is made byte for byte', () => {
    const iv = Buffer.from([...Array(16).keys()])
    expect(fernetSeal(key(), 'hello', { at: new Date('1985-10-26T01:20:00-07:00'), iv })).toBe(
      TOKEN,
    )
  })

  test('the verify vector opens', () => {
    expect(fernetOpen(key(), TOKEN, { at: new Date(NOW), maxSeconds: 60 })).toBe('hello')
  })

  test.each(INVALID)('the invalid vector "%s" stays shut', (_why, token, now = NOW) => {
    expect(fernetOpen(key(), token, { at: new Date(now), maxSeconds: 60 })).toBeNull()
  })

  test('only its age keeps the expired vector shut', () => {
    expect(fernetOpen(key(), EXPIRED)).toBe('')
  })
})

test('a token in any spelling but the canonical one stays shut', () => {
  const bare = TOKEN.replace(/=+$/, '')
  const others = [
    bare,
    `${TOKEN}\n`,
    ` ${TOKEN}`,
    `${TOKEN}AAAA`,
    `${TOKEN}=`,
    TOKEN.replaceAll('_', '/').replaceAll('-', '+'),
    `${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`,
    `${TOKEN.slice(0, 20)}!${TOKEN.slice(20)}`,
    // The last character before the padding carries four bits that decode to nothing.
    `${bare.slice(0, -1)}B==`,
  ]
  for (const token of others) expect(fernetOpen(key(), token)).toBeNull()
  expect(fernetOpen(key(), TOKEN)).toBe('hello')
})

test('whatever is sealed opens again, and no changed character is accepted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(63), (text, at, letter) => {
      const token = fernetSeal(key(), text, { at: new Date() })
      expect(fernetOpen(key(), token)).toBe(text)
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      const place = at % token.length
      const changed = token.slice(0, place) + alphabet[letter] + token.slice(place + 1)
      if (changed !== token) expect(fernetOpen(key(), changed)).toBeNull()
    }),
    { numRuns: 300 },
  )
})

test('a text that is not 32 bytes of base64url is no key', () => {
  for (const text of [
    '',
    'short',
    SECRET.slice(0, -1),
    `${SECRET}A`,
    SECRET.replaceAll('_', '/'),
  ]) {
    expect(fernetKey(text)).toBeNull()
  }
})
