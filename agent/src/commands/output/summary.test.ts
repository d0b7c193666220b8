import { expect, test } from 'bun:test'
import type { PublicationStatus, VideoStatus } from '../../status/status.ts'
import { summaryOf } from './summary.ts'

const video = (file: string, state: VideoStatus['state'], url: string | null = null) => {
  const publication = { platform: 'youtube', label: 'Ada', state, url, remedy: 'nothing' }
  // Safe: the summary reads nothing else of a publication.
  const publications = [{ ...publication, whoCanFix: null } as unknown as PublicationStatus]
  const rest = { remedy: 'nothing', whoCanFix: null, publications }
  return { file, state, ...rest } as unknown as VideoStatus
}
const said = (...videos: VideoStatus[]) => summaryOf(videos).map(({ text }) => text)

test('one is one and two are two, and what was published can be opened', () => {
  expect(said(video('a.mp4', 'published', 'https://one'))).toEqual([
    '1 video published.',
    '  a.mp4 on YouTube (Ada): https://one',
  ])
  const all = said(
    video('a.mp4', 'published', 'https://one'),
    video('b.mp4', 'published', 'https://two'),
    video('c.mp4', 'awaiting_review'),
    video('d.mp4', 'failed'),
    video('e.mp4', 'waiting'),
    video('f.mp4', 'waiting'),
  )
  expect(all[0]).toBe(
    '2 videos published, 1 video waits for you, 1 video not published everywhere, ' +
      '2 videos go on at the next start.',
  )
  expect(all).toHaveLength(3)
})

test('a copy adds no link that is there already, and nothing is said of no video', () => {
  const original = video('a.mp4', 'published', 'https://one')
  const copy = { ...original, file: 'b.mp4', state: 'copy' } as const
  expect(said(original, copy)).toEqual([
    '2 videos published.',
    '  a.mp4 on YouTube (Ada): https://one',
  ])
  expect(said()).toEqual([])
})
