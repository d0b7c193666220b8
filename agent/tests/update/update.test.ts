import { afterAll, beforeEach, expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { realFiles } from '../../src/update/files.ts'
import { openMemory } from '../../src/update/memory.ts'
import { startProxy } from '../network/connect-proxy.ts'
import { keyPair, openShop, tiny } from './shop.ts'

const shop = openShop()
const NEW = { version: '0.2.0', program: tiny('0.2.0') }
afterAll(() => shop.close())
beforeEach(() => {
  shop.install(tiny('0.1.0'))
  shop.ranges.length = 0
})

const beside = () => readdirSync(join(shop.dir, 'bin')).sort()

test('a new version takes the place, and the old one is kept until it has worked', async () => {
  shop.sell(NEW)
  expect(await shop.update()).toBe('updated')
  expect(beside()).toEqual(['content', 'content.old', 'content.update'])
  expect(shop.run()).toEqual({ code: 0, said: '0.2.0' })
  expect(beside()).toEqual(['content'])
  expect(await shop.update({ running: '0.2.0' })).toBe('current')
})

test('nothing that was bent on the way is taken, and the agent stays as it was', async () => {
  const { version, program } = NEW
  const flipped = Bun.zstdCompressSync(program)
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1
  const wrong: [string, Parameters<typeof shop.sell>[0]][] = [
    ['not what the signed list names', { ...NEW, sends: flipped }],
    ['larger than the signed list', { ...NEW, sends: new Uint8Array(5000) }],
    ['not signed by us', { ...NEW, key: keyPair().privateKey }],
    ['not signed by us', { ...NEW, list: text => text.replace(/"sig":"..../, '"sig":"AAAA') }],
    ['not signed by us', { ...NEW, list: text => text.slice(0, 200) }],
    ['not signed by us', { ...NEW, list: moved }],
    ['does not end', { ...NEW, list: text => text + ' '.repeat(300_000) }],
    ['expired on', { ...NEW, change: () => ({ expiresAt: '2001-01-01T00:00:00Z' }) }],
    ['clock is wrong', { ...NEW, change: () => ({ releasedAt: '2999-01-01T00:00:00Z' }) }],
    ['no way back', { version: '0.0.9', program: tiny('0.0.9') }],
    ['too old to become', { ...NEW, change: () => ({ minimumVersion: '0.1.5' }) }],
    ['not made for this system', { ...NEW, change: () => ({ targets: {} }) }],
    ['without encryption', { ...NEW, change: elsewhere }],
    ['does not start', { version, program: tiny(version, 'silent') }],
    ['does not start', { version, program: tiny('0.1.9') }],
    ['does not start', { version, program: new TextEncoder().encode('no program') }],
  ]
  for (const [why, goods] of wrong) {
    shop.sell(goods)
    expect(await shop.update()).toContain(why)
    expect(Buffer.compare(shop.bytes(), tiny('0.1.0'))).toBe(0)
    expect(beside()).toEqual(['content'])
  }
})

/** The signature of one list over another's words. */
function moved(text: string): string {
  const list = JSON.parse(text)
  const words = Buffer.from(list.payload, 'base64').toString().replace('0.2.0', '9.0.0')
  return JSON.stringify({ ...list, payload: Buffer.from(words).toString('base64') })
}

const elsewhere = (it: { targets: Record<string, object> }) => ({
  targets: Object.fromEntries(
    Object.entries(it.targets).map(([name, to]) => [name, { ...to, url: 'http://example.com/x' }]),
    // Safe cast: only the address is another.
  ) as never,
})

test('a list that was out before a newer one cannot be shown again', async () => {
  const memory = openMemory(join(shop.dir, 'home'))
  memory.write({ highestSeen: '0.3.0', askedAtMs: null })
  shop.sell(NEW)
  expect(await shop.update()).toContain('0.3.0 was out before')
  expect(memory.read().highestSeen).toBe('0.3.0')
})

test('it is asked for through the proxy that is in force', async () => {
  const proxy = await startProxy('ana:secret')
  const ways = { pins: {}, proxies: { url: proxy.origin, without: [], from: 'a test' } }
  const said = await shop.update({ url: 'https://releases.invalid/update.json', ways })
  await proxy.close()
  expect(proxy.heard[0]).toStartWith('CONNECT releases.invalid:443 ')
  expect(said).toContain('wants a name and a password')
})

test('what broke off half-way goes on from there', async () => {
  shop.sell({ ...NEW, breaksAt: 50 })
  expect(await shop.update()).toContain('only in part')
  expect(beside()).toEqual(['content', 'content.download'])
  expect(shop.run()).toEqual({ code: 0, said: '0.1.0' })
  expect(await shop.update()).toBe('updated')
  expect(shop.ranges).toEqual([null, 'bytes=50-'])
  expect(shop.run().said).toBe('0.2.0')
})

test('what was begun of a version that is not wanted any more is in the way of none', async () => {
  shop.sell({ ...NEW, breaksAt: 50 })
  expect(await shop.update()).toContain('only in part')
  shop.sell({ version: '0.3.0', program: tiny('0.3.0') })
  expect(await shop.update()).toBe('updated')
  expect(shop.ranges).toEqual([null, 'bytes=50-', null])
  expect(shop.run().said).toBe('0.3.0')
})

test('a full disk is told as that, and gets its room back', async () => {
  shop.sell(NEW)
  for (const full of ['append', 'write'] as const) {
    const files = {
      ...realFiles,
      [full]() {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: full })
      },
    }
    const said = await shop.update({}, { files })
    expect(said).toMatch(/^The disk of .* is full: 1 MB are needed/)
    expect(beside()).toEqual(['content'])
  }
  expect(shop.run().said).toBe('0.1.0')
})

test('a new version that never comes to work gives the place back', async () => {
  shop.sell({ version: '0.2.0', program: tiny('0.2.0', 'crashes') })
  expect(await shop.update()).toBe('updated')
  for (let start = 0; start < 3; start += 1) {
    expect(shop.run()).toEqual({ code: 70, said: '0.2.0' })
  }
  expect(shop.run()).toEqual({ code: 0, said: '0.1.0' })
  expect(Buffer.compare(shop.bytes(), tiny('0.1.0'))).toBe(0)
  expect(beside()).toEqual(['content'])
})

test('a command without need of the journal speaks neither for a version nor against', async () => {
  shop.sell({ version: '0.2.0', program: tiny('0.2.0', 'idles') })
  expect(await shop.update()).toBe('updated')
  for (let start = 0; start < 5; start += 1) {
    expect(shop.run()).toEqual({ code: 0, said: '0.2.0' })
  }
  expect(beside()).toEqual(['content', 'content.old', 'content.update'])
})

test('it never goes back to what did not run here before', async () => {
  shop.sell({ version: '0.2.0', program: tiny('0.2.0', 'crashes') })
  expect(await shop.update()).toBe('updated')
  await Bun.write(join(shop.dir, 'bin/content.old'), tiny('0.0.1'))
  for (let start = 0; start < 5; start += 1) expect(shop.run().said).toBe('0.2.0')
  expect(existsSync(shop.program)).toBe(true)
})
