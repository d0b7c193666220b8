import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { isEnded } from '../src/journal/next-step.ts'
import { HOUR_MS } from '../src/lib/durations.ts'
import { Model } from './journal/model.ts'

const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)
console.log(`next-step.property.test: FC_SEED=${seed}`)

type Event = (model: Model) => void

const goOn: Event = model => {
  model.look()
  model.goOn()
}
const EVENTS: Record<string, Event> = {
  crash: model => model.crash(),
  backUp: model => model.backUp(),
  restore: model => model.restore(),
  sleep: model => model.sleep(),
  approve: model => model.approve(),
  retry: model => model.retry(),
  cancel: model => model.cancel(),
  pause: model => model.pause(true),
  goOn: model => model.pause(false),
  aSecond: model => model.turnClock(1000),
  twoDays: model => model.turnClock(48 * HOUR_MS),
  anHourBack: model => model.turnClock(-HOUR_MS),
  twoDaysBack: model => model.turnClock(-48 * HOUR_MS),
}

const anyRun = fc.record({
  kinds: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
  luck: fc.array(fc.nat({ max: 5039 }), { maxLength: 120, size: 'max' }),
  events: fc.array(
    fc.oneof(
      { weight: 14, arbitrary: fc.constant('step') },
      { weight: 3, arbitrary: fc.constantFrom('sleep', 'sleep', 'crash') },
      { weight: 2, arbitrary: fc.constantFrom(...Object.keys(EVENTS)) },
    ),
    { maxLength: 250, size: 'max' },
  ),
})

/** Luck as long as there is any; after that everything goes well. */
function openDice(luck: readonly number[]) {
  let at = 0
  return (sides: number): number => (luck[at++] ?? 0) % sides
}

/** The creator answers, nothing fails any more, and it has all the time it wants. */
function drain(model: Model): void {
  model.pause(false)
  for (let round = 0; round < 1000; round += 1) {
    model.approve()
    model.look()
    if (model.goOn()) continue
    if (model.video.state === 'published' || model.video.state === 'failed') return
    model.sleep()
  }
}

function assertOnce(model: Model): void {
  for (const platform of model.platforms) expect(platform.livePosts).toBeLessThan(2)
}

test('under any order of events, no state is skipped and nothing goes live twice', () => {
  const ends = { published: 0, failed: 0, unknown: 0 }
  const check = fc.property(anyRun, ({ kinds, luck, events }) => {
    const model = new Model(kinds, openDice(luck))
    for (const name of events) {
      ;(EVENTS[name] ?? goOn)(model)
      assertOnce(model)
    }
    drain(model)
    assertOnce(model)
    expect(['published', 'failed']).toContain(model.video.state)
    for (const row of model.rows) {
      expect(isEnded(row)).toBe(true)
      if (row.state === 'published') ends.published += 1
      if (row.state === 'failed') ends.failed += 1
      if (row.state === 'unknown') ends.unknown += 1
      const live = model.platforms[row.id]?.livePosts
      if (row.state === 'published') expect(live).toBe(1)
      // A copy put back may call failed what was tried again since, with success.
      if (row.state === 'failed' && !model.wasRestored) expect(live).toBe(0)
      if (row.state !== 'published') expect(row.reason).not.toBeNull()
    }
  })
  fc.assert(check, { seed, numRuns: 2000, includeErrorInReport: true })
  // A model in which nothing ever fails, or nothing works, would prove nothing.
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(0)
}, 60_000)
