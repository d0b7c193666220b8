import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { PLATFORMS } from '@content/api/contract'
import fc from 'fast-check'
import { breachesOf } from '../../src/media/breaches.ts'
import { planMasters } from '../../src/media/masters.ts'
import { prepareAll } from '../../src/media/prepare.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { MEDIA_RULES as RULES } from '../../src/platforms/index.ts'
import { anyRecipe, makeClip, type Recipe } from './any-clip.ts'
import { Studio } from './clips.ts'
import { toolKits } from './kits.ts'

/** How many videos are made; a long run is `MEDIA_CLIPS=200 bun test …`. */
const count = Number(Bun.env.MEDIA_CLIPS ?? (Bun.env.LONG ? 200 : 12))
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)
console.log(`encode.property.test: FC_SEED=${seed} MEDIA_CLIPS=${count}`)

setDefaultTimeout(120_000 + count * 10_000)
const kits = await toolKits()
const studio = await Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

test('what is made of any real video keeps the rules of every platform', async () => {
  const recipes = fc.sample(anyRecipe, { numRuns: count, seed })
  const wrong: { recipe: Recipe; kit: string; why: string }[] = []
  const kinds = new Map<string, number>()
  const waiting = recipes.entries()
  const work = async () => {
    for (const [at, recipe] of waiting) await tryOne(at, recipe)
  }
  const tryOne = async (at: number, recipe: Recipe) => {
    const source = await makeClip(studio, recipe, `any-${at}`)
    // Each ffmpeg has its turn; what is wrong with one is mostly wrong with both.
    const kit = kits[at % kits.length] ?? kits[0]
    const found = await prepared(kit.tools, source, join(studio.folder, `made-${at}`))
    for (const kind of found.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    for (const why of found.wrong) {
      wrong.push({ recipe, kit: kit.name, why })
      console.log(`encode.property.test: clip ${at}: ${why}`)
    }
  }
  // Two at a time: most of the work is starting small programs.
  await Promise.all([work(), work()])
  console.log(`encode.property.test: ${JSON.stringify(Object.fromEntries(kinds))}`)
  expect(wrong).toEqual([])
})

type Tools = (typeof kits)[0]['tools']

async function prepared(tools: Tools, source: string, folder: string) {
  const first = await probe(tools, source)
  if (first.kind !== 'video') return { kinds: [], wrong: [first.reason] }
  const masters = planMasters(first.facts, PLATFORMS)
  const kinds = masters.map(({ plan }) => plan.kind)
  const wanted = masters
    .filter(({ plan }) => plan.kind !== 'refused')
    .map((master, at) => ({ ...master, targetPath: join(folder, `${at}.mp4`) }))
  try {
    const made = await prepareAll(tools, { source, facts: first.facts, wanted })
    const wrong: string[] = []
    for (const [at, { path }] of made.entries()) {
      const result = await probe(tools, path)
      if (result.kind !== 'video') wrong.push(result.reason)
      else if (wanted[at]?.plan.kind !== 'untouched' && result.facts.video.startMs > 0) {
        wrong.push(`It starts at ${result.facts.video.startMs} ms.`)
      }
      for (const platform of wanted[at]?.platforms ?? []) {
        if (result.kind !== 'video') continue
        wrong.push(...breachesOf(result.facts, RULES[platform]).map(it => it.reason))
      }
    }
    return { kinds, wrong }
  } catch (error) {
    return { kinds, wrong: [String(error)] }
  }
}
