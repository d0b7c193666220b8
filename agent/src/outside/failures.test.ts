import { expect, test } from 'bun:test'
import type { Failure } from '@content/api/contract'
import type { Config } from '../config.ts'
import { openFailures } from './failures.ts'
import type { Server } from './server.ts'

/** A server that takes what it is told, or is away. */
function listening(isAway = false) {
  const told: Failure[] = []
  const mutate = async (failure: Failure) => {
    told.push(failure)
    if (isAway) throw new Error('away')
  }
  // Safe casts: nothing else of either is asked for.
  const server = { failure: { tell: { mutate } } } as unknown as Server
  const openFor = (tellsFailures: boolean) => openFailures({ tellsFailures } as Config, server)
  return { told, openFor }
}

const failed = () => {
  const error = new RangeError(
    'no /home/ada/Summer.mp4\n    at canary (/a/agent/src/canary.ts:1:2)',
  )
  const own = '    at prepare (/home/ada/tools/agent/src/publish/runner.ts:3:4)'
  const other = '    at canary (/home/ada/Summer.ts:5:6)'
  return Object.assign(error, { stack: `RangeError: ${error.message}\n${own}\n${other}` })
}

test('nothing is told until its creator allows it', () => {
  const { told, openFor } = listening()
  openFor(false).tell(failed())
  expect(told).toEqual([])
})

test('then a place is told once, without a word or a name of theirs', () => {
  const { told, openFor } = listening()
  const { tell } = openFor(true)
  for (let n = 0; n < 3; n += 1) tell(failed())
  const file = 'agent/src/publish/runner.ts'
  const places = [{ call: 'prepare', file, line: 3, column: 4 }]
  expect(told).toEqual([{ of: 'agent', kind: 'RangeError', places }])
})

test('a server that is away is no matter', async () => {
  const { told, openFor } = listening(true)
  openFor(true).tell(failed())
  await Bun.sleep(1)
  expect(told).toHaveLength(1)
})
