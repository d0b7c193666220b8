import { expect, test } from 'bun:test'
import { remedyFor } from '../../publish/remedy.ts'
import type { PublicationStatus, VideoStatus } from '../../status/status.ts'
import { linesOf } from './words.ts'

const publication: PublicationStatus = {
  ...{
    platform: 'youtube',
    connectionId: 'ada',
    label: 'Ada',
    state: 'failed',
    percent: 0,
    speed: null,
  },
  ...{ secondsLeft: null, url: null, remoteId: null, reason: 'No.', code: null },
  ...{ whoCanFix: 'you', remedy: 'nothing', nextTryAt: null, changed: null },
  ...{ renditionSha256: null, renditionBytes: null, words: null },
  ...{ nickname: null, privacyOptions: null },
}
const video: VideoStatus = {
  ...{ id: '3f2a9c01b7de', file: 'a.mp4', path: '/a.mp4', sha256: null, state: 'failed' },
  ...{ reason: null, code: null, whoCanFix: null, remedy: 'nothing', nextTryAt: null },
  ...{ isPaused: false, isCancelled: false, schedule: null, coverMs: null, publications: [] },
}

function shown(state: PublicationStatus['state'], code: string): string[] {
  const remedy = remedyFor('youtube', code)
  const lines = linesOf({ ...video, publications: [{ ...publication, state, code, remedy }] })
  return lines.flatMap(({ text }) => (text.startsWith('    > ') ? [text.slice(6)] : []))
}

const RETRY = 'content retry 3f2a9c01b7de'

test('what failed says what helps, and how it is sent again afterwards', () => {
  expect(shown('failed', 'insufficientPermissions')).toEqual([
    'Connect it in the dashboard.',
    RETRY,
  ])
  expect(shown('failed', 'channelSuspended')).toEqual(['Look at Ada on YouTube.', RETRY])
  expect(shown('failed', 'uploadTooLarge')).toEqual([RETRY])
  expect(shown('failed', 'failed.uploadAborted')).toEqual([RETRY])
  expect(shown('failed', 'nobody_knows')).toEqual([RETRY])
})

test('words that a platform refused are approved again, as the same ones would fail again', () => {
  expect(shown('failed', 'invalidTitle')).toEqual([
    'content approve 3f2a9c01b7de --platform youtube',
  ])
})

test('a doubt asks for a look, and says how to end it', () => {
  expect(shown('unknown', 'unknown')).toEqual([
    'Look at Ada on YouTube: is it there?',
    'content resolve 3f2a9c01b7de --platform youtube --published (or --not-there)',
    RETRY,
  ])
})

test('what goes on by itself asks for nothing', () => {
  expect(shown('uploading', 'backendError')).toEqual([])
  expect(shown('reserved', 'quotaExceeded')).toEqual([])
})

test('with two channels of a platform, the command names the one that is meant', () => {
  const waits = { ...publication, state: 'unknown', remedy: 'lookAtChannel' } as const
  const commands = (label: string, ...others: PublicationStatus[]) =>
    linesOf({ ...video, publications: [{ ...waits, label }, ...others] })
      .map(({ text }) => / > content resolve \S+ --(\S+ \S+)/.exec(text)?.[1])
      .filter(Boolean)
  const ben = { ...publication, connectionId: 'ben', label: '@ben' }
  const picture = { ...publication, platform: 'instagram', connectionId: 'picture' } as const
  expect(commands('@ada', ben)).toEqual(['channel @ada'])
  expect(commands('@ada', ben, { ...picture, label: '@ada' })).toEqual(['channel youtube:@ada'])
  expect(commands('$(rm -r)', ben)).toEqual(['channel ada'])
  expect(commands('@ada', picture)).toEqual(['platform youtube'])
  expect(commands('@ada', { ...waits, label: '@ada' })[0]).toBe('platform youtube')
})
