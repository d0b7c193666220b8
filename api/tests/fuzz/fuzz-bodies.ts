/** Bodies that are no JSON, JSON of a kind that few expect, or not what they say they are. */
import { gzipSync } from 'node:zlib'
import type { Got, Sent } from './fuzz-operations.ts'

type Meant = (got: Got) => boolean

export const isRefused: Meant = ({ status }) => [400, 413, 415].includes(status)
export const anything: Meant = () => true
export const isNotTaken: Meant = ({ status }) => status !== 200
const is =
  (wanted: number): Meant =>
  got =>
    got.status === wanted
const bytes = (text: string) => new TextEncoder().encode(text)
const deep = (open: string, close: string) => `${open.repeat(10_000)}1${close.repeat(10_000)}`

const BOMB = gzipSync('0'.repeat(2 ** 24))
const TOO_MANY = 3 * 2 ** 20
const CHUNK = 2 ** 16

/** Sent without its length. */
const inChunks = (text: string) => () => chunksOf(text)

function chunksOf(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rest = bytes(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= rest.length) return controller.close()
      controller.enqueue(rest.slice(at, at + CHUNK))
      at += CHUNK
    },
  })
}

/** The same, with a byte in the place of each `?` that no UTF-8 has. */
const notUtf8 = (text: string) => bytes(text).map(byte => (byte === 0x3f ? 0xff : byte))

/** What may stand in place of a body that was valid, and what is to become of it. */
export function oddBodies(valid: string): [Omit<Sent, 'params'>, Meant][] {
  const inside = valid.slice(1)
  const more = inside === '}' ? '' : ','
  const with_ = (field: string) => `{${field}${more}${inside}`
  const as = (type: string) => ({ raw: valid, headers: { 'Content-Type': type } })
  return [
    [{ raw: deep('[', ']') }, isRefused],
    [{ raw: with_(`"extra":${deep('[', ']')}`) }, anything],
    [{ raw: with_(`"extra":${deep('{"a":', '}')}`) }, anything],
    [{ raw: with_('"__proto__":{"isAdmin":true}') }, anything],
    [{ raw: with_('"constructor":{"prototype":{"isAdmin":true}}') }, anything],
    [{ raw: with_('"extra":1e308,"extra":9007199254740993') }, anything],
    [{ raw: with_('"extra":1e999') }, anything],
    [{ raw: `${valid.slice(0, -1)}${more}"email":null,"email":7,"name":[]}` }, anything],
    [{ raw: with_('"extra":"\u0000"') }, isRefused],
    [{ raw: valid.slice(0, -1) }, isRefused],
    [{ raw: `${valid}${valid}` }, isRefused],
    [{ raw: 'null' }, isRefused],
    [{ raw: '"text"' }, isRefused],
    [{ raw: `[${valid}]` }, isRefused],
    [{ raw: new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]) }, isRefused],
    [{ raw: bytes(`\ufeff${valid}`) }, anything],
    [{ raw: notUtf8(with_('"extra":"?"')) }, anything],
    [{ raw: gzipSync(valid) }, isRefused],
    [{ raw: gzipSync(valid), headers: { 'Content-Encoding': 'gzip' } }, isRefused],
    [{ raw: BOMB, headers: { 'Content-Encoding': 'gzip' } }, isRefused],
    [{ raw: `{"a":"${'x'.repeat(TOO_MANY)}"}` }, is(413)],
    [{ raw: inChunks(`{"a":"${'x'.repeat(TOO_MANY)}"}`) }, is(413)],
    [{ raw: inChunks(valid.slice(0, -1)) }, isRefused],
    [as('text/plain'), is(415)],
    [as('application/x-www-form-urlencoded'), is(415)],
    [as('application/json; charset=utf-16'), anything],
    [as(''), is(415)],
  ]
}

/** What may stand behind the `?` of a query. */
export const oddQueries: readonly string[] = [
  ...['', 'input', 'input=', 'input=%', 'input=%ff%fe', 'input=%00', 'input=%ED%A0%80', 'input={'],
  ...['input=null', 'input=[]', 'input="a"', 'input=1e999', 'input={}&input=null', 'input[]={}'],
  ...['batch=1', 'batch=1&input=', 'batch=1&input=[]', 'batch=1&input={"0":null}', 'batch=2'],
  ...['batch=1&input={"__proto__":{"isAdmin":true}}', 'input={"__proto__":{"isAdmin":true}}'],
  ...['__proto__=1', 'input=%7B%22a%22%3A%22%5Cud800%22%7D', 'input={"a":"%00"}', '?', '&&&=', '%'],
  `input=${encodeURIComponent(`${'['.repeat(1000)}${']'.repeat(1000)}`)}`,
  Array.from({ length: 500 }, (_, index) => `a${index}=1`).join('&'),
]
