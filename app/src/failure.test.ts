import { expect, test } from 'bun:test'
import { failureOf } from './failure.ts'

const ORIGIN = 'https://studio.example'
const failed = (message: string, stack: string) =>
  Object.assign(new TypeError(message), { stack: `TypeError: ${message}\n${stack}` })

test('a failure is told by its kind and places, as each browser writes them', () => {
  const places = [
    { call: 'showVideo', file: 'assets/page-video-B1x_.js', line: 1, column: 1042 },
    { call: '?', file: 'assets/index-Cq2.js', line: 7, column: 5 },
  ]
  const chromium = `    at showVideo (${ORIGIN}/assets/page-video-B1x_.js:1:1042)
    at https://extension.example/a.js:1:1
    at ${ORIGIN}/assets/index-Cq2.js:7:5`
  const firefox = `showVideo@${ORIGIN}/assets/page-video-B1x_.js:1:1042
@${ORIGIN}/assets/index-Cq2.js:7:5`
  for (const stack of [chromium, firefox]) {
    expect(failureOf(failed('x is not a function', stack), ORIGIN)).toEqual({
      ...{ of: 'dashboard', kind: 'TypeError', places },
    })
  }
})

test('nothing of a message, of an address or of somebody else’s code goes along', () => {
  const forged = `no "Summer.mp4"\n    at canary (${ORIGIN}/assets/canary.js:1:1)`
  const own = `    at showVideo (${ORIGIN}/assets/page-video-B1x_.js:1:2)`
  const told = JSON.stringify(failureOf(failed(forged, own), ORIGIN))
  expect(told).toContain('showVideo')
  expect(told).not.toMatch(/Summer|canary|studio/)
  expect(failureOf(failed('a', `    at ${ORIGIN}/videos/42?title=canary:1:1`), ORIGIN)).toBeNull()
  expect(failureOf('a canary', ORIGIN)).toBeNull()
})
