import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { definitionOf, PLATFORMS, type Platform } from '../../api/contract/index.ts'
import type { PublicationStatus, VideoStatus } from './agent-status.ts'
import { makeFamily } from './children.ts'
import { demoConsent } from './demo-consent.ts'

/** Asks for the demo's yes to a video that no agent knows: only a refusal asks no agent. */
async function ask(platform: Platform, isReal: boolean) {
  const home = mkdtempSync(join(tmpdir(), 'demo-consent-'))
  const family = makeFamily()
  const { id, secret } = definitionOf(platform).app
  const said: string[] = []
  const [serverUrl, watchFolder] = ['http://127.0.0.1:9', join(home, 'watch')]
  const house = {
    place: { family, home, watchFolder, serverUrl, apiKey: '' },
    env: isReal ? { [id]: 'an id', [secret]: 'a secret' } : {},
    say: (line: string) => void said.push(line),
  }
  const video: VideoStatus = {
    ...{ id: '3f2a9c01b7de', file: 'a.mp4', path: '/a.mp4', state: 'awaiting_review' },
    ...{ reason: 'It waits for you.', whoCanFix: 'you', publications: [] },
  }
  const it: PublicationStatus = {
    ...{ platform, label: 'Ada', state: 'awaiting_review', percent: 0, speed: null, url: null },
    ...{ secondsLeft: null, reason: null, changed: null, privacyOptions: ['SELF_ONLY'] },
  }
  try {
    return { answer: await demoConsent(house, video, it).catch(String), said: said.join() }
  } finally {
    await family.stopAll()
    rmSync(home, { recursive: true, force: true })
  }
}

test.each([...PLATFORMS])('what is real on %s waits for a person, who is told how', async it => {
  const { answer, said } = await ask(it, true)
  expect(answer).toBe(false)
  expect(said).toContain(`approve 3f2a9c01b7de --platform ${it}`)
})

test('for a stand-in the demo creator says yes through the command of every creator', async () => {
  const [platform] = PLATFORMS
  if (!platform) throw new Error('There is no platform.')
  expect((await ask(platform, false)).answer).toContain('No video is called')
}, 20_000)
