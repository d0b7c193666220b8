import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { definitionOf, type Platform } from '@content/api/contract'
import { clip } from '../clips.ts'
import { startWorld, type World } from '../world.ts'
import { type RealNames, startRealNames } from './real-names.ts'

setDefaultTimeout(120_000)

const PLATFORM = 'youtube' satisfies Platform
const HOSTS = ['accounts.google.com', 'oauth2.googleapis.com', 'www.googleapis.com']

let names: RealNames
let world: World
beforeAll(async () => {
  const { id, secret } = definitionOf(PLATFORM).app
  world = await startWorld('pro', async origins => {
    names = await startRealNames(Object.fromEntries(HOSTS.map(host => [host, origins[PLATFORM]])))
    // Of a client that the stand-in knows; to the server they are an app of its own.
    const app = { [id]: 'sandbox-client', [secret]: 'sandbox-secret' }
    return { real: [PLATFORM], env: { ...app, ...names.env } }
  })
})
afterAll(async () => {
  await world?.close()
  await names?.close()
})

test('with keys of its own a video goes to the platform by name, and over TLS only', async () => {
  const connection = await world.connect(PLATFORM)
  await world.rule(connection, { platform: PLATFORM, mode: 'automatic', privacy: 'private' })
  const agent = world.agent({ env: names.env })
  const file = await clip(join(agent.home, 'real.mp4'), 'real names')
  const { code, text } = await agent.run(['publish', file, '--quiet', '0.2'])
  expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('1 video published.') })

  const { publications, requests } = await world.ledger(PLATFORM)
  expect(publications).toHaveLength(1)
  expect(names.heard).toContain('oauth2.googleapis.com /token')
  const uploads = names.heard.filter(it => it.startsWith('www.googleapis.com /upload/'))
  expect(uploads).not.toEqual([])
  // None of them came another way.
  expect(requests.filter(it => it.path.startsWith('/upload/'))).toHaveLength(uploads.length)
})
