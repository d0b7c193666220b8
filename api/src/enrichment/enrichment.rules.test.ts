import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { VideoFacts } from '../../contract/index.ts'
import { Metadata, PLATFORMS } from '../../contract/index.ts'
import { draftMetadata } from './enrichment.rules.ts'
import { keywordsOf } from './file-name.rules.ts'

const facts: VideoFacts = {
  fileName: 'clip.mp4',
  durationMs: 45_400,
  width: 1080,
  height: 1920,
  fps: 30,
  hasAudio: true,
}

describe('a draft', () => {
  const draft = (change: Partial<VideoFacts> = {}, language?: string) =>
    draftMetadata({ facts: { ...facts, ...change }, platforms: PLATFORMS, language })

  test('is written for each platform in its own way', () => {
    expect(
      draft({ fileName: 'harbour_walk_at_dawn.mp4', recordedAt: '2026-03-14T23:30:00+09:00' }),
    ).toEqual([
      {
        platform: 'youtube',
        title: 'Harbour walk at dawn',
        description: 'Harbour walk at dawn\n\nRecorded on March 14, 2026.\nLength 0:45.',
        tags: ['harbour', 'walk', 'dawn'],
      },
      {
        platform: 'instagram',
        caption: 'Harbour walk at dawn\nMarch 14, 2026\n\n#harbour #walk #dawn #reels',
      },
      { platform: 'tiktok', caption: 'Harbour walk at dawn #harbour #walk #dawn' },
      { platform: 'linkedin', caption: 'Harbour walk at dawn\n\n#harbour #walk #dawn' },
    ])
  })

  test('of a camera name tells what the video is, not what the file is called', () => {
    const [youtube] = draft({ fileName: 'IMG_1234.MOV', recordedAt: '2026-03-14T10:00:00Z' }, 'de')
    expect(youtube).toMatchObject({ title: 'Vertical video from 14. März 2026', tags: [] })
    const [undated] = draft({ fileName: 'IMG_1234.MOV', width: 1920, height: 1080 })
    expect(undated).toMatchObject({ title: 'Video, 0:45' })
  })

  test('ends a long title at a word, and never inside a character', () => {
    const [youtube] = draft({ fileName: `${'harbour '.repeat(40)}.mp4` })
    if (youtube?.platform !== 'youtube') throw new Error('no YouTube draft')
    expect(youtube.title).toMatch(/harbour…$/)
    const [family] = draft({ fileName: `${'👨‍👩‍👧‍👦'.repeat(60)}.mp4` })
    if (family?.platform !== 'youtube') throw new Error('no YouTube draft')
    expect(family.title).toMatch(/^(👨‍👩‍👧‍👦)+…$/u)
  })

  test('satisfies every platform, whatever the file is called, and twice the same', () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1024 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 }),
      fc
        .array(
          fc.constantFrom('#a', '@b', '<i>', 'IMG_1', '_', '.', 'é', '\ud800', '日本', ' ', '"'),
          {
            minLength: 1,
            maxLength: 200,
          },
        )
        .map(parts => parts.join('')),
    )
    const seed = Date.now()
    fc.assert(
      fc.property(
        fc.record({
          fileName: anyName,
          durationMs: fc.nat(864_000_000),
          width: fc.integer({ min: 1, max: 65_535 }),
          height: fc.integer({ min: 1, max: 65_535 }),
          language: fc.option(fc.constantFrom('en', 'ja', 'ar-EG', 'xx-12', 'de-aa-bb'), {
            nil: undefined,
          }),
          recordedAt: fc.option(fc.constantFrom('2026-03-14T10:00:00Z', '0000-01-01T00:00:00Z'), {
            nil: undefined,
          }),
        }),
        ({ language, recordedAt, ...change }) => {
          const dated = { ...change, ...(recordedAt && { recordedAt }) }
          const metadata = draft(dated, language)
          for (const one of metadata) {
            const parsed = Metadata.safeParse(one)
            if (!parsed.success) throw new Error(parsed.error.message)
          }
          expect(draft(dated, language)).toEqual(metadata)
          expect(
            new Set(metadata.map(one => ('caption' in one ? one.caption : one.title))).size,
          ).toBeGreaterThan(1)
        },
      ),
      { numRuns: 500, seed },
    )
  })
})

test('keywords leave out what says nothing', () => {
  expect(keywordsOf('The final video of my Harbour harbour walk 2026')).toEqual(['harbour', 'walk'])
})
