import { expect, test } from 'bun:test'
import { checkPlatformNames } from './platform-names.ts'
import { findingsIn } from './trees.testing.ts'

const found = async (files: Record<string, string>) =>
  (await findingsIn(checkPlatformNames, files)).map(it => it.split(':')[0])

test('a name outside its folders is found, in a string, a key and an identifier', async () => {
  const lines = ["export const a = 'youtube'", 'export const b = { tiktok: 1 }', 'loseInstagram()']
  expect(await found({ 'api/src/verb.ts': lines.join('\n') })).toEqual([
    'api/src/verb.ts',
    'api/src/verb.ts',
    'api/src/verb.ts',
  ])
})

test('its own folders, the index, prose and tests may spell it', async () => {
  const spelt = "export const a = 'youtube'"
  expect(
    await found({
      'agent/src/platforms/youtube/index.ts': spelt,
      'agent/src/platforms/index.ts': spelt,
      'api/tests/story.test.ts': spelt,
      'api/src/verb.ts': '/** As YouTube does. */\n// TikTok, too.\nexport const a = 1',
    }),
  ).toEqual([])
})
