import { expect, test } from 'bun:test'
import { Outcome } from './publication.ts'

const published = {
  state: 'published',
  remoteId: 'a',
  url: 'https://youtu.be/a',
  publishedAt: '2026-11-22T11:00:00Z',
}
const faultsOf = (outcome: object) =>
  Outcome.safeParse(outcome).error?.issues.map(issue => issue.path.join('.')) ?? []

test('an ordinary outcome can be kept', () => {
  expect(faultsOf(published)).toEqual([])
  expect(faultsOf({ ...published, url: null })).toEqual([])
  expect(faultsOf({ ...published, publishedAt: '2026-11-22T11:00:00+05:30' })).toEqual([])
})

test('a link that is not a web address is refused, for people click it', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'youtu.be/a', '']) {
    expect(faultsOf({ ...published, url })).toEqual(['url'])
  }
})

test('a video published before there was a web to publish on is refused', () => {
  for (const publishedAt of [
    '0000-01-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
  ]) {
    expect(faultsOf({ ...published, publishedAt })).toEqual(['publishedAt'])
  }
})

test('text that the database cannot hold is refused by name', () => {
  expect(faultsOf({ state: 'unknown', reason: 'a\u0000b' })).toEqual(['reason'])
  expect(faultsOf({ ...published, remoteId: '\ud800' })).toEqual(['remoteId'])
  const failed = { state: 'failed', code: 'a\u0000', reason: 'a', whoCanFix: 'you' }
  expect(faultsOf(failed)).toEqual(['code'])
})
