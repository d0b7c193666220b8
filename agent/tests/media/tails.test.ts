import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { scanBoxes } from '../../src/media/mp4/boxes.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { endingOf } from '../../src/watch/container.ts'
import * as clips from './clips.ts'
import { toolKits } from './kits.ts'

/** A long run is `MUTATIONS=2000 bun test …`. */
const numRuns = Number(Bun.env.MUTATIONS ?? 60)
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)

setDefaultTimeout(120_000 + numRuns * 100)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

/** What phones, cameras and downloads leave after the last box. */
const anyTail = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 7 }),
  fc.uint8Array({ minLength: 8, maxLength: 4000 }),
  fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 500 }).map(it => Buffer.from(it)),
  fc.nat(50_000).map(length => Buffer.alloc(length)),
  // A box of its maker, cut off.
  fc.nat(2000).map(length => {
    const box = Buffer.alloc(8 + length, 'x')
    box.writeUInt32BE(8 + length + 100)
    box.write('SEFT', 4)
    return box
  }),
)

test('bytes after the last box are not missing ones', async () => {
  const whole = await Bun.file(await clips.asRecorded(studio)).bytes()
  const path = join(studio.folder, 'tail.mp4')
  const wrong: string[] = []
  for (const tail of fc.sample(anyTail, { numRuns, seed })) {
    await writeFile(path, whole)
    await appendFile(path, tail)
    const ending = await endingOf(path)
    const { isWhole } = await scanBoxes(path)
    if (ending.kind !== 'whole' || !isWhole) wrong.push(Buffer.from(tail).toString('hex'))
  }
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  for (const { tools } of kits) expect(await probe(tools, path)).toMatchObject({ kind: 'video' })
})

test('what the index names and the file has not is missing, whatever follows', async () => {
  const whole = Buffer.from(await Bun.file(await clips.plain(studio)).bytes())
  const path = join(studio.folder, 'missing.mp4')
  const wrong: number[] = []
  const anyCut = fc.integer({ min: 40, max: whole.length - 1 })
  for (const at of fc.sample(anyCut, { numRuns, seed })) {
    await writeFile(path, whole.subarray(0, at))
    if ((await endingOf(path)).kind !== 'broken') wrong.push(at)
  }
  // Its pictures end early by their own account, and the rest of them is no box any more.
  const media = whole.indexOf('mdat') - 4
  whole.writeUInt32BE(Math.floor((whole.length - media) / 2), media)
  await writeFile(path, whole)
  if ((await endingOf(path)).kind !== 'broken') wrong.push(-1)
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
})
