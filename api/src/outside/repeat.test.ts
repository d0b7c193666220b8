import { expect, test } from 'bun:test'
import { throughTheMinute } from './repeat.ts'

const never = new AbortController().signal

test('work is done again and again until the time is almost over', async () => {
  let runs = 0
  const work = async () => {
    runs += 1
  }
  await throughTheMinute(work, never, { longestMs: 200, pauseMs: 20 })
  expect(runs).toBeWithin(3, 11)
})

test('a stop ends the pause at once, and no more work begins', async () => {
  const stopping = new AbortController()
  let runs = 0
  const began = Promise.withResolvers<void>()
  const work = async () => {
    runs += 1
    began.resolve()
  }
  const done = throughTheMinute(work, stopping.signal, { longestMs: 1e6, pauseMs: 1e5 })
  await began.promise
  stopping.abort()
  await done
  expect(runs).toBe(1)
})

test('work that fails is heard of', async () => {
  const failing = () => Promise.reject(new Error('no database'))
  expect(throughTheMinute(failing, never)).rejects.toThrow('no database')
})
