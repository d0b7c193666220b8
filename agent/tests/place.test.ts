import { expect, test } from 'bun:test'
import { loadConfig } from '../src/config.ts'
import type { Core } from '../src/core.ts'
import { placeOf } from '../src/publish/steps/place.ts'

const row = { connection_id: 'c1', platform: 'youtube' } as const

function place(sandboxOrigin: string | null, env = {}) {
  const connection = { id: 'c1', platform: 'youtube' }
  const grant = async () => ({ accessToken: 't', expiresAt: '', connection, sandboxOrigin })
  // Safe cast: nothing else of the grant is looked at.
  const grants = { grant } as unknown as Core['grants']
  return placeOf({ config: loadConfig(env, {}), grants }, row)
}

test('the grant says where its token belongs, and to no other place may it go', async () => {
  const real = await place(null)
  expect(real.hosts.api).toBe('https://www.googleapis.com')
  const stand = await place('http://127.0.0.1:4001')
  expect(stand.hosts.api).toBe('http://127.0.0.1:4001')
  expect(stand.hosts.isOwn('https://www.googleapis.com/upload')).toBe(false)
  expect(real.hosts.isOwn('http://127.0.0.1:4001/upload')).toBe(false)
})

test("this machine's own setting comes before what the server says", async () => {
  const here = { SANDBOX_ORIGINS: 'youtube=http://127.0.0.1:4002' }
  const { hosts } = await place('http://127.0.0.1:4001', here)
  expect(hosts.upload).toBe('http://127.0.0.1:4002')
})

test('a stand-in on another machine is none: a video goes nowhere for it', async () => {
  await expect(place('https://collect.example')).rejects.toThrow('not on this machine')
})
