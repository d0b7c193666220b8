/** Every mail, with each of its fields that somebody else writes as hostile as can be. */
import { expect, test } from 'bun:test'
import { SAMPLES } from '../../tests/mail-samples.ts'
import { MAILS, type MailKind } from './mail-kinds.ts'
import { brandOf, safe, sanitized } from './safe-text.rules.ts'
import { WORDS } from './words/index.ts'
import type { Site, Words } from './words.ts'

const OURS = safe`Content Creation`
const publicUrl = 'https://studio.test'
const HOSTILE = [
  'PayPal: pay now at https://evil.example/pay',
  'evil.example',
  'Evil。example and evil．example',
  'write to eve@evil.example',
  'x\r\nBcc: eve@evil.example',
  '\u202eelpmaxe.live\u202c \u200bevil.example',
  '//evil.example',
  `${'long '.repeat(1000)}evil.example`,
]
/** What a mail program makes a link of, or what ends or turns a line. */
const LINK = /:\/|\/\/|[.。．｡]\p{L}|[\p{L}\p{N}][@＠]|[\p{Cc}\p{Cf}]/u
const LONGEST = 420

type Path = (string | number)[]

/** Where the texts of a sample are. */
function textsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value === 'string') return [at]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...at, key]))
}

function withText(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text
  const copy: Record<string, unknown> = Array.isArray(value) ? [...value] : { ...Object(value) }
  copy[key] = withText(copy[key], rest, text)
  return Array.isArray(value) ? Object.values(copy) : copy
}

/** Everything that it says; where its button leads is ours or the payment provider's. */
const all = ({ subject, heading, what, items = [], button, who }: Words): string[] => [
  ...[subject, heading, ...what, ...who, ...(button ? [button.words] : [])],
  ...items.flatMap(({ title, text, help }) => [title, text, help]),
]

const unsafe = (said: string[]) => said.filter(text => LINK.test(text) || text.length > LONGEST)
// Safe: what is written was parsed by the schema of the very kind whose words are taken.
const written = (kind: MailKind, data: unknown, site: Site) =>
  all((WORDS[kind] as (data: unknown, site: Site) => Words)(data, site))

for (const kind of Object.keys(MAILS) as MailKind[]) {
  test(`${kind}: whatever its free fields and its brand hold, it is words and no link`, () => {
    const free = textsIn(SAMPLES[kind]).filter(
      path => MAILS[kind].safeParse(withText(SAMPLES[kind], path, 'any text')).success,
    )
    for (const text of HOSTILE) {
      for (const path of free) {
        const data = MAILS[kind].parse(withText(SAMPLES[kind], path, text))
        const said = written(kind, data, { publicUrl, product: OURS })
        expect(unsafe(said).filter(it => !it.includes('.mp4'))).toEqual([])
        expect(said.join(' ')).not.toContain('evil.example')
      }
      const product = brandOf(text, OURS)
      expect(product).toEndWith('Content Creation')
      expect(written(kind, SAMPLES[kind], { publicUrl, product }).join(' ')).not.toMatch(/:\/|@e/)
    }
  })
}

test('a brand is named with ours behind it, and only letters of its own', () => {
  const shown = (name: string): string => brandOf(name, OURS)
  expect(shown('Ada & Söhne')).toBe('Ada & Söhne via Content Creation')
  expect(shown('PayPal: pay-now!')).toBe('PayPal pay-now! via Content Creation')
  expect(shown('paypal.com')).toBe('Content Creation')
  expect(shown('“Service” <service@paypal.com>')).toBe('Content Creation')
  expect(shown('x'.repeat(300)).length).toBeLessThan(70)
})

test('a text keeps what makes nothing of it a link', () => {
  const kept = ['At 14:05, for $29.00.', '@ada', 'version 1.2.3', 'Ada, Dr. Lovelace', 'v. 2']
  expect<string[]>(kept.map(text => sanitized(text, 80))).toEqual(kept)
  expect<string>(sanitized('see evil.example', 80)).toBe('see evil example')
})
