import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import fc from 'fast-check'
import { Studio } from '../clips.ts'
import { toolKits } from '../kits.ts'
import { alpha } from './alpha.ts'
import { colours } from './colours.ts'
import { edits } from './edits.ts'
import { hdr } from './hdr.ts'
import type { Kind } from './kind.ts'
import { orientation } from './orientation.ts'
import { sounds } from './sounds.ts'
import { times } from './times.ts'

/** How many of each kind are made up; a long run is `MEDIA_MUTATIONS=20 bun test …`. */
const count = Number(Bun.env.MEDIA_MUTATIONS ?? (Bun.env.LONG ? 20 : 1))
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)
console.log(`shown.test: FC_SEED=${seed} MEDIA_MUTATIONS=${count}`)

setDefaultTimeout(60_000 + count * 30_000)
const kits = await toolKits()
const [{ tools: judge }] = kits
const studio = await Studio.open(judge.ffmpegPath)
afterAll(() => studio.close())

function every<T>({ name, known, any, wrong }: Kind<T>): void {
  describe(`${name}: every platform receives what a player shows`, () => {
    for (const kit of kits) {
      for (const [what, recipe] of known) {
        test(`when it ${what}, with the ${kit.name} ffmpeg`, async () => {
          const stage = { studio, judge, tools: kit.tools, name: `${name}-${what}-${kit.name}` }
          expect(await wrong(stage, recipe)).toEqual([])
        })
      }
      test(`whatever it is, with the ${kit.name} ffmpeg`, async () => {
        const found: object[] = []
        for (const [at, recipe] of fc.sample(any, { numRuns: count, seed }).entries()) {
          const stage = { studio, judge, tools: kit.tools, name: `${name}-${at}-${kit.name}` }
          const faults = await wrong(stage, recipe).catch(error => [String(error)])
          if (faults.length > 0) found.push({ recipe, faults })
        }
        expect(found).toEqual([])
      })
    }
  })
}

every(edits)
every(orientation)
every(colours)
every(hdr)
every(alpha)
every(sounds)
every(times)
