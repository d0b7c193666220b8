import { expect, test } from 'bun:test'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import type { Setback } from '../lib/step-error.ts'
import type { Reply } from './http.ts'
import * as instagram from './instagram/answers.ts'
import * as tiktok from './tiktok/answers.ts'
import * as youtube from './youtube/answers.ts'

const NOW_MS = Date.parse('2026-11-22T10:00:00Z')
const USED = { call_count: 100, total_time: 20, total_cputime: 20 }
const USAGE = 'x-business-use-case-usage'

const regain = (minutes: number) => ({
  [USAGE]: JSON.stringify({ '178': [{ ...USED, estimated_time_to_regain_access: minutes }] }),
})
const soon = (seconds: number | string) => ({ 'retry-after': String(seconds) })
const graph = (code: number, error_subcode?: number) => ({ error: { code, error_subcode } })

interface Case {
  when: string
  from: { setbackOf(reply: Reply, nowMs: number): Setback }
  status: number
  body: object
  headers: Record<string, string>
  afterMs: number
}
const CASES: Case[] = [
  {
    when: 'Instagram has had enough, and says of when it has room again',
    ...{ from: instagram, status: 400, body: graph(4), headers: regain(5) },
    afterMs: 5 * MINUTE_MS,
  },
  {
    when: 'the same, later than we would have come back',
    ...{ from: instagram, status: 400, body: graph(80002), headers: regain(300) },
    afterMs: 5 * HOUR_MS,
  },
  {
    when: 'Instagram has had enough, and does not say until when',
    ...{ from: instagram, status: 400, body: graph(4), headers: {} },
    afterMs: HOUR_MS,
  },
  {
    when: 'the posts of a day are used up, however soon questions are welcome again',
    ...{ from: instagram, status: 400, body: graph(9, 2207042), headers: regain(5) },
    afterMs: DAY_MS,
  },
  {
    when: 'a dead token does not come back to life with the room for questions',
    ...{ from: instagram, status: 400, body: graph(190, 463), headers: regain(300) },
    afterMs: 5 * MINUTE_MS,
  },
  {
    when: 'Instagram is nearly full and fails for a moment',
    ...{
      from: instagram,
      status: 400,
      body: graph(2),
      headers: { 'x-app-usage': JSON.stringify(USED) },
    },
    afterMs: 5 * MINUTE_MS,
  },
  {
    when: 'TikTok asks for more than its own minute',
    ...{
      from: tiktok,
      status: 429,
      body: { error: { code: 'rate_limit_exceeded' } },
      headers: soon(300),
    },
    afterMs: 5 * MINUTE_MS,
  },
  {
    when: 'TikTok asks for less than its own minute',
    ...{
      from: tiktok,
      status: 429,
      body: { error: { code: 'rate_limit_exceeded' } },
      headers: soon(3),
    },
    afterMs: MINUTE_MS,
  },
  {
    when: 'YouTube fails for a moment, and says how long that is',
    from: youtube,
    ...{ status: 503, body: { error: { errors: [{ reason: 'backendError' }] } } },
    ...{ headers: soon(7), afterMs: 7000 },
  },
  {
    when: 'YouTube names a number that is no time',
    ...{ from: youtube, status: 503, body: {}, headers: soon('9'.repeat(400)) },
    afterMs: DAY_MS,
  },
  {
    when: 'YouTube names a date far away',
    ...{ from: youtube, status: 503, body: {}, headers: soon('Tue, 01 Jan 2999 00:00:00 GMT') },
    afterMs: DAY_MS,
  },
]

test.each(CASES)('$when', ({ from, status, body, headers, afterMs }) => {
  const reply = { status, headers: new Headers(headers), text: JSON.stringify(body) }
  expect(from.setbackOf(reply, NOW_MS).why.retry).toEqual({ afterMs })
})

test('a failing server is tried again, though it names a code that nobody wrote down', () => {
  const unheard = (body: object) => ({ status: 500, headers: new Headers(), text: json(body) })
  const json = (body: object) => JSON.stringify(body)
  const answers = [
    instagram.setbackOf(unheard(graph(987)), NOW_MS),
    tiktok.setbackOf(unheard({ error: { code: 'unheard_of' } }), NOW_MS),
    youtube.setbackOf(unheard({ error: { errors: [{ reason: 'unheardOf' }] } }), NOW_MS),
  ]
  expect(answers.map(({ why }) => why.retry)).toEqual(['backoff', 'backoff', 'backoff'])
})
