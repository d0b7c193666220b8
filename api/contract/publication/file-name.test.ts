import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { nameOf } from './file-name.ts'

/** A long run is `MUTATIONS=5000 bun test …`. */
const numRuns = Number(Bun.env.MUTATIONS ?? 300)
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)

test.each([
  ['baking_sourdough-at-home.mp4', 'Baking sourdough at home'],
  ['2026-03-14_sunset over Lisbon.mov', 'Sunset over Lisbon'],
  ['20260314_183000_harbour-walk.mp4', 'Harbour walk'],
  ['IMG_1234 my dog Rex.MOV', 'My dog Rex'],
  ['well-known facts about bees.mp4', 'Well-known facts about bees'],
  ['🎸 live @ the #1 venue.mp4', '🎸 live the 1 venue'],
  ['寿司の作り方.mp4', '寿司の作り方'],
  ['как_испечь_хлеб.mp4', 'Как испечь хлеб'],
  ['v2.final.cut.mkv', 'V2 final cut'],
  ['C:\\videos\\morning run.mp4', 'Morning run'],
  ['a\u202egpj.mp4', 'A gpj'],
  ['Minecraft 1.21.4 update.mp4', 'Minecraft 1.21.4 update'],
  ['minecraft_1.21.4_update.mp4', 'Minecraft 1.21.4 update'],
  ['Python 3.12 in 10 minutes.mp4', 'Python 3.12 in 10 minutes'],
  ['C++ in 100 seconds.mp4', 'C++ in 100 seconds'],
  ['C# in 100 seconds.mp4', 'C# in 100 seconds'],
  ['C-130 landing.mp4', 'C-130 landing'],
  ['C-130-landing.mp4', 'C-130 landing'],
  ['Sam 2024 recap.mp4', 'Sam 2024 recap'],
  ['U.S. Open final.mp4', 'U.S. Open final'],
  ['made in the U.S..mp4', 'Made in the U.S.'],
  ['iPhone 17 review.mov', 'iPhone 17 review'],
  ['screen recording on a Mac.mp4', 'Screen recording on a Mac'],
  ['The 09-11-2001 commission.mp4', 'The 09-11-2001 commission'],
  ['my+trip+to+Rome.mp4', 'My trip to Rome'],
  ['PXL_20260314_183000123 harbour walk.mp4', 'Harbour walk'],
  ['harbour walk 2026-03-14 18.30.00.mp4', 'Harbour walk'],
  ['walk.mov.mp4', 'Walk'],
])('%s says "%s"', (fileName, title) => {
  expect(nameOf(fileName)).toBe(title)
})

test.each([
  'IMG_1234.MOV',
  'VID_20260314_183000.mp4',
  'PXL_20260314_183000123.mp4',
  'DSC01234.MP4',
  'GX010123.MP4',
  'GOPR0123.MP4',
  'C0001.MP4',
  'DJI_0007.MP4',
  'VID-20260314-WA0003.mp4',
  'WhatsApp Video 2026-03-14 at 10.11.12.mp4',
  'Screen Recording 2026-03-14 at 10.11.12.mov',
  '2026-03-14 10.11.12.mp4',
  '3f2b8c1e-1234-4abc-9def-0123456789ab.mp4',
  '00042.mts',
  'IMG 1234.MOV',
  'IMG_E1234.MOV',
  'SAM_0042.MP4',
  'P1010001.MP4',
  'VID-20260314-WA0003 (1).mp4',
  '2026-03-14 10-11-12.mkv',
  '14.03.2026.mp4',
  'Screen_Recording_20260314_183000.mp4',
  '.mp4',
])('%s was named by a machine', fileName => {
  expect(nameOf(fileName)).toBeNull()
})

const number = (min: number, max: number) => fc.integer({ min, max }).map(String)
/** Words that look like something a camera or a clock writes, and are not. */
const anyWord = fc.oneof(
  fc.constantFrom(
    'Minecraft',
    'landing',
    'über',
    'Tokio',
    'C++',
    'C#',
    'U.S.',
    '寿司',
    'iOS',
    '🎸',
  ),
  fc.constantFrom('at', 'Sam', 'Movie', 'video', 'recording', 'Trim', 'img', 'DJI', 'Dr.', '24/7'),
  fc.tuple(number(0, 99), number(0, 99)).map(it => it.join('.')),
  fc.tuple(number(1, 9), number(0, 99), number(0, 99)).map(it => it.join('.')),
  fc.tuple(fc.constantFrom('C', 'F', 'GPT', 'B'), number(1, 999)).map(it => it.join('-')),
  fc.tuple(fc.constantFrom('P', 'v', 'mk', 'S', 'GX'), number(1, 99)).map(it => it.join('')),
  number(1, 3000),
)
const anyTitle = fc
  .array(anyWord, { minLength: 2, maxLength: 8 })
  .map(words => ['About', ...words, 'today'].join(' ').replaceAll('/', ':'))

test('every word of a title is kept, and what a camera put before it is not', () => {
  const before = fc.constantFrom(
    '',
    '',
    'IMG_1234 ',
    '2026-03-14_',
    '20260314_183000_',
    'DSC01234 ',
  )
  const all = fc.sample(fc.record({ title: anyTitle, before }), { numRuns, seed })
  const wrong = all
    .map(it => ({ ...it, found: nameOf(`${it.before}${it.title}.mp4`) }))
    .filter(it => it.found !== it.title)
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
})

test('a name of many digits and marks is looked through in no time', () => {
  const begunAt = performance.now()
  for (const part of ['1.', '20260314_', 'IMG_', '-', '2026-03-14 ', 'a.', '#', ' at ', '(']) {
    nameOf(`${part.repeat(1000)}x.mp4`)
  }
  expect(performance.now() - begunAt).toBeLessThan(1000)
})
