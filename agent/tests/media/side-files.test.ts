import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { captionFile, captionsBeside } from '../../src/media/captions/beside.ts'
import { languageTag } from '../../src/media/captions/language.ts'
import { readCaptions } from '../../src/media/captions/read.ts'
import { anySpeech, anyTelemetry, captionFileOf } from './any-side-file.ts'

/** A long run is `MUTATIONS=2000 bun test …`. */
const numRuns = Number(Bun.env.MUTATIONS ?? 60)
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)

const dir = mkdtempSync(join(tmpdir(), 'side-files-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function written(name: string, content: string): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

const languageIn = (video: string, captions: string) => captionFile(video, captions)?.language

describe('what a camera notes about where it is', () => {
  test('is no caption, whoever made the camera', async () => {
    const wrong: string[] = []
    for (const { kind, ending, content } of fc.sample(anyTelemetry, { numRuns, seed })) {
      const path = written(`DJI_0042.${ending.toUpperCase()}`, content)
      const beside = await captionsBeside(join(dir, 'DJI_0042.MP4'))
      const read = await readCaptions(path)
      if (beside.length > 0 || read.kind === 'captions') wrong.push(`${kind}: ${content}`)
      rmSync(path)
    }
    expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  })

  test('is left out of an hour of it too', async () => {
    const [one] = fc.sample(anyTelemetry, { numRuns: 1, seed })
    const path = written('hour.srt', (one?.content ?? '').repeat(200_000))
    const begunAt = performance.now()
    expect(await captionsBeside(join(dir, 'hour.mp4'))).toEqual([])
    expect(performance.now() - begunAt).toBeLessThan(10_000)
    rmSync(path)
  })

  test('is not published from among real captions either', async () => {
    const texts = ['Hello', 'We are here:', 'lat 47.123456 lon 8.654321', 'Nice.', 'And on.']
    const path = written('place.srt', captionFileOf(texts, 'srt'))
    const read = await readCaptions(path)
    expect(read.kind === 'unusable' && read.reason).toContain('a place')
  })

  test('is not what somebody says', async () => {
    const wrong: string[] = []
    for (const { ending, content } of fc.sample(anySpeech, { numRuns, seed })) {
      const path = written(`talk.${ending}`, content)
      const beside = await captionsBeside(join(dir, 'talk.mp4'))
      const read = await readCaptions(path)
      if (beside.length !== 1 || read.kind !== 'captions') wrong.push(content)
      rmSync(path)
    }
    expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  })
})

describe('the name of a caption file', () => {
  test.each([
    ['talk.srt', null],
    ['talk.wav.srt', null],
    ['talk.mov.SRT', null],
    ['talk.mp4.en.srt', 'en'],
    ['talk.en.vtt', 'en'],
    ['talk.EN_us.srt', 'en-US'],
    ['talk.pt-BR.srt', 'pt-BR'],
    ['talk.zh-hans.srt', 'zh-Hans'],
    ['talk.es-419.srt', 'es-419'],
    ['talk.eng.srt', 'en'],
    ['talk.ger.srt', 'de'],
    ['talk.deu.srt', 'de'],
    ['talk.iw.srt', 'he'],
    ['talk.fil.srt', 'fil'],
  ])('%s is in the language %p', (name, language) => {
    expect(captionFile('talk.mp4', name)).toEqual({ path: name, language })
  })

  test.each(['talk.old.srt', 'talk.new.srt', 'talk.raw.srt', 'talk.xx.srt', 'talk.und.srt'])(
    '%s is no language, and not for this video',
    name => expect(captionFile('talk.mp4', name)).toBeNull(),
  )

  test('says its language after the name of the video, and not within it', () => {
    expect(languageIn('why.no.mp4', 'why.no.srt')).toBeNull()
    expect(languageIn('why.no.mp4', 'why.no.en.srt')).toBe('en')
  })

  test('names every language of two letters, and no ending of a file', () => {
    const two = ['de', 'fr', 'ja', 'uk', 'nb', 'qu', 'ak', 'vo']
    expect(two.map(languageTag)).toEqual(two)
    const endings = 'wav mov avi mkv mts m2ts mxf raw log mp3 aac srt vtt sub idx edl xml lut cut'
    const named = endings.split(' ').filter(languageTag)
    expect(named).toEqual([])
  })
})

test('all captions beside a video are found, the one in no named language first', async () => {
  const said = captionFileOf(['Hello', 'there'], 'srt')
  for (const name of ['tour.fr.srt', 'tour.de.srt', 'tour.srt']) written(name, said)
  const found = await captionsBeside(join(dir, 'tour.mp4'))
  expect(found[0]?.language).toBeNull()
  expect(found.map(it => it.language).sort()).toEqual(['de', 'fr', null])
})
