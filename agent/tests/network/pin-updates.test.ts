import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { signPins } from '../../src/lib/signed-pins.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { renewPins } from '../../src/outside/pin-updates.ts'
import { openAlone } from '../commands/alone.ts'
import { start } from '../processes.ts'
import { makeCertificate } from './certificates.ts'
import { saying, startPeer } from './peer.ts'
import { startTls } from './tls-server.ts'

setDefaultTimeout(30_000)

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const it of opened.splice(0)) await it.close()
})
const keep = <T extends { close(): unknown }>(it: T): T => {
  opened.push(it)
  return it
}

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { pem, shown: `ed25519/${raw.toString('base64')}` }
}

const KEY = `cc_secret${'a'.repeat(30)}`
const OWNER = keyPair()
const [OLD, BACKUP] = [makeCertificate().pin, makeCertificate().pin]
const update = (version: number, keys: string[], signer = OWNER) =>
  signPins({ version, pins: { localhost: keys } }, signer.pem)

test('a host with a new key is reached again by a signed update, and by no other', async () => {
  const server = keep(await startTls())
  const config = { pins: { localhost: [OLD, BACKUP] }, pin_update_key: OWNER.shown }
  const env = { BACKEND_API_URL: server.url.slice(0, -1), NODE_EXTRA_CA_CERTS: server.caPath }
  const agent = keep(openAlone(config, env))
  const signIn = async () => {
    const program = start(['agent/src/cli.ts', 'login', '--key-stdin'], agent.env, KEY)
    await program.exited
    return program.lines.join('\n')
  }
  const take = async (text: string) => {
    const file = join(agent.home, '..', 'update.json')
    await Bun.write(file, text)
    const { code, text: said } = await agent.run('pins', file)
    return `${code} ${said.split('\n')[0]}`
  }
  const mended = [server.pin, BACKUP]
  const refused = [
    [update(7, mended, keyPair()), 'not signed with the key'],
    [update(7, mended).replace(/version\\":7/, 'version\\":8'), 'not signed with the key'],
    [update(7, [server.pin]), 'two keys: one is the backup'],
    [update(0, mended), 'has to name a version'],
    ['<html>', 'no pin update'],
  ] as const
  for (const [text, why] of refused) expect(await take(text)).toMatch(new RegExp(`^1 .*${why}`))
  expect(await signIn()).toContain('another key than the one pinned')
  expect((await server.heard()).requestBytes).toBe(0)

  expect(await take(update(7, mended))).toBe(
    '0 Version 7 of the pins holds from the next connection on.',
  )
  for (const version of [7, 6]) {
    expect(await take(update(version, [OLD, BACKUP]))).toContain('and 7 was taken already')
  }
  expect((await agent.json('pins')).answer).toEqual({ pins: { localhost: mended }, version: 7 })
  await signIn()
  expect((await server.heard()).requestBytes).toBeGreaterThan(0)

  // Whoever changes the file has no more to say than its signature.
  const kept = join(agent.home, 'pins.signed')
  await Bun.write(kept, readFileSync(kept, 'utf8').replace(server.pin, OLD))
  expect((await agent.json('pins')).answer).toEqual({ pins: config.pins, version: null })
})

test('newer pins are asked for at the server, and hold at once', async () => {
  const agent = keep(openAlone())
  let said = update(2, [OLD, BACKUP])
  const server = keep(await startPeer(socket => saying('200 OK', [], said)(socket)))
  const http = openHttpClient({ pins: {}, now: Date.now })
  const pins: Record<string, string[]> = { localhost: [OLD], other: [OLD] }
  const place = { home: agent.home, backendUrl: server.url.slice(0, -1) }
  const config = { ...place, pins, pinUpdateKey: OWNER.shown }
  const renew = (
    it: Omit<typeof config, 'pinUpdateKey'> & { pinUpdateKey: string | null } = config,
  ) => renewPins({ config: it, http }, new AbortController().signal)
  await renew({ ...config, pinUpdateKey: null })
  expect([server.connections(), existsSync(join(agent.home, 'pins.signed'))]).toEqual([0, false])
  await renew()
  expect(pins).toEqual({ localhost: [OLD, BACKUP], other: [OLD] })
  for (const next of [update(1, [BACKUP, OLD]), update(9, [BACKUP, OLD], keyPair()), '{}']) {
    said = next
    await renew()
    expect(pins).toEqual({ localhost: [OLD, BACKUP], other: [OLD] })
  }
  said = update(3, [BACKUP, OLD])
  await renew()
  expect(pins.localhost).toEqual([BACKUP, OLD])
})
