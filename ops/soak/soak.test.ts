import { expect, setDefaultTimeout, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { BROKEN, BROKEN_NAMES } from './broken.ts'
import { type SoakRun, soak, soakBroken } from './session.ts'
import { FOLDER_PREFIX } from './world/world.ts'

setDefaultTimeout(process.env.LONG === 'yes' ? 1_800_000 : 420_000)

const SEED = 20261122
const KILLS = process.env.LONG === 'yes' ? 100 : 15
const never = new AbortController().signal
const run = (change: Partial<SoakRun>): SoakRun => ({
  ...{ kills: KILLS, seed: SEED, restMs: 300_000, signal: never },
  ...change,
})

test(`killed ${KILLS} times, bad lines: nothing is doubled or lost (seed ${SEED})`, async () => {
  const { kills, evidence, violations } = await soak(run({}))
  expect(violations).toEqual([])
  expect(kills.length).toBe(KILLS)
  expect(new Set(kills.map(kill => kill.who))).toEqual(new Set(['agent', 'api', 'sandbox']))
  // A busy machine meets fewer of the named moments.
  expect(kills.some(kill => kill.when !== 'at random')).toBe(true)
  expect(evidence.ledger.length).toBeGreaterThan(9)
})

for (const name of BROKEN_NAMES) {
  test(`an agent that ${BROKEN[name].says} is noticed`, async () => {
    const { violations } = await soakBroken(name, run({ restMs: 120_000 }))
    const complaints: Set<string> = new Set(violations.map(it => it.check))
    expect(BROKEN[name].caughtBy.some(check => complaints.has(check))).toBe(true)
  })
}

test('nothing is left of a soak', () => {
  expect(readdirSync(tmpdir()).filter(name => name.startsWith(FOLDER_PREFIX))).toEqual([])
})
