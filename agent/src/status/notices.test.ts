import { expect, test } from 'bun:test'
import { openNotices } from './notices.ts'
import type { PublicationStatus, VideoStatus } from './status.ts'

const video = (...states: PublicationStatus['state'][]) => {
  const channel = { platform: 'youtube', connectionId: 'ada', label: 'Ada' }
  const publications = states.map(state => ({ ...channel, state }))
  // Safe: a notice tells nothing else of a video.
  return { id: 'abc', file: 'a.mp4', state: 'uploading', publications } as unknown as VideoStatus
}

test('what is published again at a channel is told of once, and what was live before never', () => {
  const titles: string[] = []
  const heed = openNotices([video('published', 'planned')], it => titles.push(it.title))
  for (const state of ['uploading', 'uploading', 'confirming'] as const) {
    heed(video('published', state))
  }
  expect(titles).toEqual([])
  heed(video('published', 'published'))
  heed(video('published', 'published'))
  expect(titles).toEqual(['Live on YouTube'])
})
