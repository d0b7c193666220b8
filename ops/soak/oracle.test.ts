import { expect, test } from 'bun:test'
import { BROKEN_NAMES, spoil } from './broken.ts'
import type { JournalPublication } from './journal.ts'
import { PLATFORM_NAMES, type PlatformName } from './network/lines.ts'
import { type Evidence, judge, uploadsFrom } from './oracle.ts'

const publication = (
  sha256: string,
  platform: PlatformName,
  change: Partial<JournalPublication> = {},
): JournalPublication => ({
  ...{ sha256, platform, state: 'published', stage: 'sent', code: null, reason: null, note: null },
  ...{ renditionSha256: sha256, remoteId: `${platform}-${sha256}`, isReported: true, restarts: 0 },
  choice: null,
  ...change,
})

/** Three videos: one untouched, one repaired for Instagram, one that YouTube refused. */
function wellDone(): Evidence {
  const hashes = ['aaaa', 'bbbb', 'cccc']
  const rows = hashes.flatMap(sha256 => PLATFORM_NAMES.map(name => publication(sha256, name)))
  const publications = rows.map(row => {
    if (row.sha256 === 'bbbb' && row.platform === 'instagram') {
      return { ...row, note: 'The index was moved.', renditionSha256: 'b2b2' }
    }
    const isRefused = row.sha256 === 'cccc' && row.platform === 'youtube'
    const trouble = { state: 'failed', code: 'refused', reason: 'No.', remoteId: null }
    return isRefused ? { ...row, ...trouble } : row
  })
  const live = publications.filter(row => row.state === 'published')
  return {
    dropped: hashes.map(sha256 => ({ file: `${sha256}.mp4`, sha256, sizeBytes: 1000 })),
    videos: hashes.map(sha256 => ({
      sha256,
      path: `/processed/${sha256}.mp4`,
      state: sha256 === 'cccc' ? 'failed' : 'published',
      reason: null,
    })),
    publications,
    ledger: live.map(row => ({
      platform: row.platform,
      accountId: 'me',
      ids: [row.remoteId ?? ''],
      sha256: row.renditionSha256 ?? '',
      title: row.sha256,
    })),
    filesOnDisk: hashes,
    uploads: [
      {
        ...{ platform: 'youtube', session: 'one', sizeBytes: 40_000_000, sentBytes: 50_000_000 },
        ...{ requests: 4, broken: 1, brokenBytes: 16 * 2 ** 20 },
      },
    ],
    api: { publications: live.map(row => ({ ...row })), used: 3, held: 0, holds: 0 },
    accidents: [],
    provoked: ['refused'],
  }
}

const first = <T>(all: readonly T[]): T => {
  const [one] = all
  if (one === undefined) throw new Error('There is none.')
  return one
}

/** Spoils one thing; says which check complains. */
function complaints(spoilIt: (evidence: Evidence) => void): string[] {
  const evidence = wellDone()
  spoilIt(evidence)
  return [...new Set(judge(evidence).map(it => it.check))]
}

test('a promise that was kept is not complained about', () => {
  expect(judge(wellDone())).toEqual([])
})

const SPOILT: [string, (evidence: Evidence) => void, string][] = [
  [
    'the same bytes on an account twice',
    it => void it.ledger.push({ ...first(it.ledger), ids: ['again'] }),
    'duplicates',
  ],
  ['a publication that is not there', it => void it.ledger.shift(), 'lost'],
  ['a video that nobody saw', it => void it.videos.shift(), 'lost'],
  ['a file that is gone', it => void it.filesOnDisk.shift(), 'lost'],
  ['a video that has not come to an end', it => spoilRow(it, { state: 'uploading' }), 'lost'],
  ['a failure that nobody provoked', it => spoilRow(it, { state: 'failed', code: 'odd' }), 'lost'],
  [
    'a failure that is public after all',
    it => spoilRow(it, { state: 'failed', code: 'refused' }),
    'lost',
  ],
  ['a doubt without a reason', it => spoilRow(it, { state: 'unknown' }), 'lost'],
  ['a platform that was left out', it => void it.publications.shift(), 'lost'],
  ['the wrong remote id', it => spoilRow(it, { remoteId: 'another' }), 'lost'],
  ['a flipped byte', it => void Object.assign(first(it.ledger), { sha256: 'aaab' }), 'bytes'],
  ['a change without a word', it => spoilRow(it, { renditionSha256: 'aaab' }), 'bytes'],
  [
    'a chunk that was sent once too often',
    it => void Object.assign(first(it.uploads), { sentBytes: 60_000_000 }),
    'resent',
  ],
  ['an upload counted twice', it => void Object.assign(it.api, { used: 4 }), 'quota'],
  ['an upload that stays held', it => void Object.assign(it.api, { held: 1 }), 'quota'],
  ['a hold that nobody counts', it => void Object.assign(it.api, { holds: 1 }), 'quota'],
  ['a program that ended by itself', it => void it.accidents.push('the agent'), 'alive'],
  ['a server that was not told', it => void it.api.publications.shift(), 'reported'],
]

function spoilRow(evidence: Evidence, change: Partial<JournalPublication>) {
  Object.assign(first(evidence.publications), change)
}

for (const [what, spoilIt, check] of SPOILT) {
  test(`${what} is noticed`, () => {
    expect(complaints(spoilIt)).toContain(check)
  })
}

test('a doubt with a reason keeps its upload on hold, and is no loss', () => {
  const evidence = wellDone()
  for (const row of evidence.publications.filter(it => it.sha256 === 'aaaa')) {
    Object.assign(row, { state: 'unknown', reason: 'It may be there.', remoteId: null })
  }
  for (const row of evidence.api.publications.filter(it => it.sha256 === 'aaaa')) {
    Object.assign(row, { state: 'unknown', remoteId: null })
  }
  Object.assign(evidence.api, { used: 2, held: 1, holds: 1 })
  expect(judge(evidence)).toEqual([])
})

test('requests of one session are put together, probes left out', () => {
  const put = (range: string) => `PUT /up?upload_id=x7 HTTP/1.1\r\nContent-Range: bytes ${range}`
  const exchanges = [
    { head: put('0-99/200'), sentBytes: 150, isAnswered: false },
    { head: put('*/200'), sentBytes: 50, isAnswered: true },
    { head: put('60-199/200'), sentBytes: 190, isAnswered: true },
  ]
  const rest = {
    head: 'POST /ig-api-upload/v25.0/17 HTTP/1.1\r\nfile_size: 9',
    ...{ sentBytes: 59, isAnswered: true },
  }
  expect(uploadsFrom('youtube', exchanges)).toEqual([
    {
      ...{ platform: 'youtube', session: 'x7', sizeBytes: 200, sentBytes: 340 },
      ...{ requests: 2, broken: 1, brokenBytes: 100 },
    },
  ])
  expect(uploadsFrom('instagram', [rest])).toEqual([
    {
      ...{ platform: 'instagram', session: '17', sizeBytes: 9, sentBytes: 59 },
      ...{ requests: 1, broken: 0, brokenBytes: 0 },
    },
  ])
})

test('a cut costs the part that was on its way, and on Instagram no more than one chunk', () => {
  const all = 100 * 2 ** 20
  const lost = (head: string) => ({ head, sentBytes: 70 * 2 ** 20, isAnswered: false })
  const part = `PUT /up?upload_id=x7 HTTP/1.1\r\ncontent-range: bytes 0-${2 ** 24 - 1}/${all}`
  const rest = `POST /ig-api-upload/v25.0/17 HTTP/1.1\r\noffset: 0\r\nfile_size: ${all}`
  expect(uploadsFrom('youtube', [lost(part)])[0]?.brokenBytes).toBe(2 ** 24)
  const [upload] = uploadsFrom('instagram', [lost(rest), { ...lost(rest), isAnswered: true }])
  expect(upload).toMatchObject({ broken: 1, brokenBytes: 2 ** 24 })
  const says = complaints(it => void Object.assign(it, { uploads: [upload] }))
  expect(says).toEqual(['resent'])
})

for (const name of BROKEN_NAMES) {
  test(`the line that ${name} spoils still stands where it is spoilt`, () => {
    expect(() => spoil(name)).not.toThrow()
  })
}
