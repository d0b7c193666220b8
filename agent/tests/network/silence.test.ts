import { afterEach, expect, test } from 'bun:test'
import { HOUR_MS } from '../../src/lib/durations.ts'
import { watchSilence } from '../../src/outside/silence.ts'

const closed: { close(): void }[] = []
afterEach(() => {
  for (const it of closed.splice(0)) it.close()
})

/** A watch whose clocks go on only when told; each turn ends when it has looked. */
function watch(allowed = 60_000) {
  const clock = { wall: 0, steady: 0 }
  let looked = () => {}
  const silence = watchSilence({
    allowedMs: () => {
      looked()
      return allowed
    },
    lookEveryMs: 1,
    wall: () => clock.wall,
    steady: () => clock.steady,
  })
  closed.push(silence)
  /** Returns whether it is still waited for. */
  const pass = async (ms: number, asleepMs = 0) => {
    clock.steady += ms
    clock.wall += ms + asleepMs
    const { promise, resolve } = Promise.withResolvers<void>()
    looked = resolve
    await promise
    // The look that asked goes on to its verdict before anybody else runs.
    return !silence.signal.aborted
  }
  return { silence, pass }
}

test('a line that moves a little every minute is left alone, however long it takes', async () => {
  const { silence, pass } = watch()
  for (let minutes = 0; minutes < 30; minutes += 1) {
    for (let at = 0; at < 6; at += 1) await pass(9900)
    silence.moved()
  }
  expect(silence.signal.aborted).toBe(false)
})

test('a line on which nothing moves for a minute is given up', async () => {
  const { pass } = watch()
  for (let seconds = 0; seconds < 60; seconds += 5) expect(await pass(5000)).toBe(true)
  expect(await pass(1000)).toBe(false)
})

test('after a sleep a line that stays silent is given up within seconds', async () => {
  const { silence, pass } = watch()
  await pass(1000)
  expect(await pass(1000, HOUR_MS)).toBe(true)
  expect(await pass(9000)).toBe(true)
  expect(silence.signal.aborted).toBe(false)
  expect(await pass(2000)).toBe(false)
})

test('a line that moves after a sleep lives on as before', async () => {
  const { silence, pass } = watch()
  await pass(1000, HOUR_MS)
  await pass(1000)
  silence.moved()
  expect(await pass(9000)).toBe(true)
  expect(await pass(9000)).toBe(true)
})
