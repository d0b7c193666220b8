import { afterEach, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { otherVersionOf } from '../../src/watch/other-version.ts'
import { openRoom, type Room, tinyMp4 } from './room.ts'

/** A long run is `MUTATIONS=500 bun test …`. */
const numRuns = Number(Bun.env.MUTATIONS ?? 30)
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)

setDefaultTimeout(60_000 + numRuns * 500)
const rooms: Room[] = []
const room = async () => {
  const opened = await openRoom()
  rooms.push(opened)
  return opened
}
afterEach(() => {
  for (const it of rooms.splice(0)) it.close()
})

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map(all => all.join(''))
const oneOf = fc.constantFrom
const letters = (length: number) =>
  fc.array(oneOf(...'ABCDEFGHJKLMNPQRSTUVWXYZ234567'), { minLength: length, maxLength: length })

const device = letters(7).map(it => it.join(''))
const person = oneOf("Anna's", 'DESKTOP-4F2K', 'Annas MacBook Pro’s', 'Jörg')
const day = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2030-01-01'),
  noInvalidDate: true,
})
const dayText = day.map(it => it.toISOString().slice(0, 10))

/** What programs that keep folders alike call a second version of `stem`. */
const conflicted = (stem: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(digits(8), digits(6), device).map(it => `${stem}.sync-conflict-${it.join('-')}`),
    fc.tuple(person, dayText).map(it => `${stem} (${it[0]} conflicted copy ${it[1]})`),
    fc.tuple(person, dayText).map(it => `${stem} (${it[0]} conflicted copy ${it[1]} (1))`),
    fc.tuple(dayText, digits(6)).map(it => `${stem} (conflicted copy ${it.join(' ')})`),
    fc.tuple(person, dayText).map(it => `${stem} (In Konflikt stehende Kopie von ${it.join(' ')})`),
    fc.tuple(digits(8), digits(6)).map(it => `${stem}_conflict-${it.join('-')}`),
    oneOf(`${stem} (Case Conflict)`, `${stem}_NAS_Nov-01-101010-2026_Conflict`),
  )

/** What browsers, systems and people call a copy. */
const copied = (stem: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.integer({ min: 1, max: 99 }).map(n => `${stem} (${n})`),
    fc.integer({ min: 1, max: 9 }).map(n => `${stem}(${n})`),
    oneOf('copy', 'Copy', 'Kopie', 'copie', 'copia', 'コピー').map(it => `${stem} ${it}`),
    oneOf('Copy', 'Kopie', 'Copie').map(it => `${stem} - ${it}`),
    fc.integer({ min: 2, max: 9 }).map(n => `${stem} - Copy (${n})`),
    fc.integer({ min: 2, max: 9 }).map(n => `${stem} copy ${n}`),
    oneOf(`${stem} (copy)`, `${stem} (another copy)`, `${stem} (3rd copy)`, `${stem} (Kopie)`),
    oneOf(`Copy of ${stem}`, `Kopie von ${stem}`, `${stem} [Conflict]`, `${stem}.conflict1`),
    letters(7).map(it => `${stem}-DESKTOP-${it.join('')}`),
  )

const STEMS = ['talk', 'My trip (day 3)', 'Rust 1.80', 'Überfahrt_final', '東京の夜', 'a.b.c']
const anyCopy = (of: (stem: string) => fc.Arbitrary<string>) =>
  fc
    .tuple(oneOf(...STEMS), oneOf('.mp4', '.mov', '.MP4'))
    .chain(([stem, ending]) =>
      of(stem).map(name => ({ original: `${stem}${ending}`, name: `${name}${ending}` })),
    )

describe('a second version of a video', () => {
  test('that a program for keeping folders alike has named is asked about first', async () => {
    const it = await room()
    const all = fc.sample(anyCopy(conflicted), { numRuns, seed })
    for (const { name } of all) writeFileSync(it.at(name), tinyMp4(name, 400))
    await it.rest()
    const wrong = all.filter(({ name }) => it.states()[name] !== 'held')
    expect({ seed, wrong }).toEqual({ seed, wrong: [] })
    expect(it.hashes()).toEqual([])
    const [{ name = '' } = {}] = all
    expect(it.reason(name)).toContain(`content publish "${name}"`)
    it.core.journal.requestFile(it.at(name))
    await it.rest()
    expect(it.states()[name]).toBe('taken')
  })

  test('that is called a copy is asked about where the first is, and taken where not', async () => {
    const wrong: object[] = []
    const [it, alone] = [await room(), await room()]
    const all = fc.sample(anyCopy(copied), { numRuns, seed })
    for (const { original } of all) writeFileSync(it.at(original), tinyMp4(original, 400))
    await it.rest()
    for (const { name } of all) {
      for (const place of [it, alone]) writeFileSync(place.at(name), tinyMp4(`other ${name}`, 400))
    }
    await it.rest()
    await alone.rest()
    for (const { original, name } of all) {
      const states = [it.states()[original], it.states()[name], alone.states()[name]]
      // "talk copy 2" may find "talk copy" in either room.
      const isCopyOfCopy = all.some(other => otherVersionOf(name)?.originals.includes(other.name))
      const third = isCopyOfCopy ? states[2] : 'taken'
      if (states.join() !== `taken,held,${third}`) wrong.push({ original, name, states })
      if (!it.reason(name).includes(`content publish "${name}"`)) wrong.push({ name })
    }
    expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  })

  test('is a copy as before when its bytes are the same', async () => {
    const it = await room()
    writeFileSync(it.at('talk.mp4'), tinyMp4('talk'))
    await it.rest()
    writeFileSync(it.at('talk (1).mp4'), tinyMp4('talk'))
    await it.rest()
    expect(it.states()).toEqual({ 'talk.mp4': 'taken', 'talk (1).mp4': 'copy' })
  })

  test('that lands together with the first waits for it', async () => {
    const it = await room()
    writeFileSync(it.at('talk (1).mp4'), tinyMp4('two'))
    writeFileSync(it.at('talk.mp4'), tinyMp4('one'))
    await it.rest()
    expect(it.states()).toEqual({ 'talk.mp4': 'taken', 'talk (1).mp4': 'held' })
  })

  test('of what failed everywhere is taken', async () => {
    const it = await room()
    writeFileSync(it.at('talk.mp4'), tinyMp4('one'))
    await it.rest()
    it.core.journal.changeVideo(it.hashes()[0] ?? '', { state: 'failed' })
    writeFileSync(it.at('talk (1).mp4'), tinyMp4('two'))
    await it.rest()
    expect(it.states()['talk (1).mp4']).toBe('taken')
  })
})

test.each([
  'Syria, a conflict.mp4',
  'Copyright explained.mp4',
  'carbon-copy.mp4',
  'photocopy.mp4',
  'Top 10 (ranked).mp4',
  'Blade Runner (1982).mp4',
  '(1).mp4',
  'copy.mp4',
])('%s names no other version', name => expect(otherVersionOf(name)).toBeNull())
