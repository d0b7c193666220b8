import { describe, expect, test } from 'bun:test'
import { SAMPLES } from '../../tests/mail-samples.ts'
import { htmlOf, type Look, textOf } from './layout.rules.ts'
import { MAILS, type MailData, type MailKind } from './mail-kinds.ts'
import { moneyOf, spanOf } from './phrases.rules.ts'
import { nameOf, type SafeText, safe, sanitized, strangersName } from './safe-text.rules.ts'
import { WORDS } from './words/index.ts'
import type { Site, Words } from './words.ts'

const site: Site = { publicUrl: 'https://studio.example', product: safe`Content Creation` }
const look: Look = {
  product: site.product,
  colour: '#0f766e',
  logoSrc: null,
  footer: 'This mail is about your account.',
  unsubscribeUrl: null,
}
const KINDS = Object.keys(MAILS) as MailKind[]

function wordsOf<K extends MailKind>(kind: K, data: MailData<K> = SAMPLES[kind]): Words {
  return WORDS[kind](data, site)
}

for (const kind of KINDS) {
  describe(kind, () => {
    const words = wordsOf(kind)

    test('says what happened, the remedy and who can mend it', () => {
      MAILS[kind].parse(SAMPLES[kind])
      expect(words.subject.length).toBeWithin(10, 80)
      expect(words.what.join(' ').length).toBeGreaterThan(20)
      expect(words.who.join(' ').length).toBeGreaterThan(20)
      if (kind !== 'account_deleted') expect(words.button?.url).toStartWith('https://')
    })

    test('says the same in HTML and as text', () => {
      const [html, text] = [htmlOf(words, look), textOf(words, look)]
      const shown = html.replace(/<style>.*<\/style>/s, '').replace(/<[^>]+>/g, ' ')
      const plain = (part: string) => part.replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(n))
      for (const part of [words.heading, ...words.what, ...words.who]) {
        expect(plain(shown)).toContain(part)
        expect(text).toContain(part)
      }
      if (words.button) expect(plain(html)).toContain(`href="${words.button.url}"`)
      if (words.button) expect(text).toContain(words.button.url)
    })

    test('fetches nothing from anywhere', () => {
      expect(htmlOf(words, look)).not.toMatch(/<(img|link|script|iframe)\b|url\(|@import/i)
    })
  })
}

const HOSTILE = '<img src=x onerror=alert(1)>"\'\r\nBcc: eve@example.com\u202e & Co'

describe('a name that somebody chose', () => {
  const data: MailData<'publication_failed'> = {
    failures: [
      {
        fileName: HOSTILE,
        platform: 'tiktok',
        label: HOSTILE,
        code: 'nobody_knows',
        reason: HOSTILE,
        whoCanFix: 'you',
      },
    ],
    more: 0,
  }
  const words = wordsOf('publication_failed', data)

  test('is text in the HTML, in every place', () => {
    const named = { ...look, product: HOSTILE, footer: HOSTILE, unsubscribeUrl: HOSTILE }
    // Safe: what an attacker would need a hole in our types for, and the HTML holds all the same.
    const button = { words: HOSTILE as SafeText, url: HOSTILE }
    const html = htmlOf({ ...words, button }, named)
    expect(html).not.toContain('<img')
    expect(html).toContain('&#60;img')
    expect(html).not.toMatch(/href="[^"]*</)
  })

  test('ends no line of a subject, and turns no text around', () => {
    for (const { subject } of [words, wordsOf('invite', { ...SAMPLES.invite, workspace: HOSTILE })])
      expect(subject).toMatch(/^\P{C}+$/u)
    expect(nameOf(HOSTILE)).not.toMatch(/[\r\n\u202e]/)
    expect(sanitized('x'.repeat(500), 120).length).toBe(120)
    expect<string>(sanitized('a\u2028b\u0000c\u200bd', 20)).toBe('a b c d')
  })

  test('makes no invitation an advertisement', () => {
    for (const text of ['evil.example', 'https://evil.example', 'see x．example', 'eve@example']) {
      const { subject, what } = wordsOf('invite', { ...SAMPLES.invite, invitedBy: text })
      expect([subject, ...what].join(' ')).not.toContain(text)
      expect(subject).toStartWith('Somebody invites you')
    }
    expect<string>(strangersName('Ada, Dr. Lovelace', safe`Somebody`)).toBe('Ada, Dr. Lovelace')
  })

  test('makes no mail to an address that somebody merely typed in one either', () => {
    const advert = 'Win at https://evil.example'
    for (const kind of KINDS) {
      const sample = SAMPLES[kind]
      if (!('name' in sample)) continue
      const hostile = { ...sample, name: advert, ...('browser' in sample && { browser: advert }) }
      expect(JSON.stringify(wordsOf(kind, hostile))).not.toContain('evil.example')
    }
    expect(JSON.stringify(wordsOf('verify'))).toContain('Hello Ada')
  })
})

test('a failure is told with what its platform means by it, and the remedy', () => {
  const [item] = wordsOf('publication_failed').items ?? []
  expect<string | undefined>(item?.title).toBe('holiday.mp4')
  expect(item?.text).toStartWith('YouTube, Ada’s channel: ')
  expect<string | undefined>(item?.help).toBe(
    'Connect the account again, under Connections in the dashboard.',
  )
})

test('many failures are counted, and those that do not fit are said to be more', () => {
  const { failures } = SAMPLES.publication_failed
  const { subject, what } = wordsOf('publication_failed', { failures, more: 7 })
  expect<string>(subject).toBe(`${failures.length + 7} publications did not go through`)
  expect<string[]>(what).toContain('7 more are in the dashboard.')
})

test('spans and money read as a person writes them', () => {
  expect<string[]>([30, 60, 120, 1440, 10_080].map(spanOf)).toEqual([
    '30 minutes',
    '1 hour',
    '2 hours',
    '24 hours',
    '7 days',
  ])
  expect<string[]>([moneyOf(2900, 'usd'), moneyOf(2900, 'jpy')]).toEqual(['$29.00', '¥2,900'])
})
