import { expect, test } from 'bun:test'
import { firstJson, keepReading, makeFamily } from './children.ts'

/** Is ready, and then says more than any pipe holds. */
const TALKER = `
  console.log('{"isReady":true}')
  for (let line = 0; line < 20_000; line += 1) console.log('x'.repeat(100))
`

test('a child that is ready may say whatever it likes, and goes on', async () => {
  const family = makeFamily()
  const child = family.begin('The talker', [process.execPath, '-e', TALKER], {})
  await firstJson(child, 'isReady')
  let heard = 0
  await keepReading(child, () => {
    heard += 1
  })
  expect(await child.process.exited).toBe(0)
  expect(heard).toBe(20_000)
})
