import { expect, test } from 'bun:test'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { captionsOf, secondsOf } from './captions.ts'
import { fitted } from './cut.ts'
import { LOCALES } from './film.ts'
import { FILMS } from './list.ts'
import { OUT, readKnown } from './sources.ts'

const MOST_BYTES = 2 * 2 ** 20
const MOST_IN_ALL = 12 * 2 ** 20

const known = readKnown()
/** A film that was not made yet is nowhere shown. */
const MADE = FILMS.filter(it => it.slug in known)

test('a film is there in both kinds, and as light as a page may hold', () => {
  expect(Object.keys(known).sort()).toEqual(MADE.map(it => it.slug).sort())
  const sizes = MADE.flatMap(({ slug }) =>
    ['webm', 'mp4', 'webp'].map(kind => statSync(join(OUT, `${slug}.${kind}`)).size),
  )
  expect(Math.max(0, ...sizes)).toBeLessThan(MOST_BYTES)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_IN_ALL)
  for (const film of FILMS) expect(secondsOf(film)).toBeWithin(30, 61)
  for (const { slug, title } of MADE) expect(known[slug]?.title).toEqual(title)
})

test('captions say in both languages what the script says', () => {
  for (const film of MADE) {
    for (const locale of LOCALES) {
      const written = readFileSync(join(OUT, `${film.slug}.${locale}.vtt`), 'utf8')
      expect(written).toBe(captionsOf(film, locale))
    }
  }
})

test('a caption lasts as long as it says, one after the other', () => {
  const captions = [
    { seconds: 5, en: 'First.', de: 'Erstens.' },
    { seconds: 57.5, en: 'Then.', de: 'Dann.' },
  ]
  expect(captionsOf({ captions }, 'de')).toBe(`WEBVTT

00:00:00.000 --> 00:00:04.800
Erstens.

00:00:05.000 --> 00:01:02.300
Dann.
`)
})

test('waiting is cut out, what is quick stays as it was, and what is slow goes faster', () => {
  const at = (...seconds: number[]) =>
    seconds.map((it, index) => ({ path: String(index), atMs: it * 1000 }))
  const lengths = (frames: ReturnType<typeof at>, seconds: number) =>
    fitted(frames, seconds).map(it => Number(it.seconds.toFixed(2)))
  expect(lengths(at(0, 0.2, 30, 30.1), 5)).toEqual([0.2, 0.6, 0.1, 4.1])
  expect(lengths(at(0, 0.5, 1, 1.5, 2), 1.6)).toEqual([0.25, 0.25, 0.25, 0.25, 0.6])
})
