import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sealed } from '../../src/update/envelope.ts'
import { realFiles } from '../../src/update/files.ts'
import type { Manifest } from '../../src/update/manifest.ts'
import { openMemory } from '../../src/update/memory.ts'
import type { Place } from '../../src/update/swap.ts'
import { offered, type Source, takeUpdate } from '../../src/update/take-update.ts'

const TINY = join(import.meta.dir, 'tiny-program.ts')
export const TARGET = 'linux-x64'
const DAY_MS = 86_400_000

export type How = 'works' | 'crashes' | 'idles' | 'silent'

/** A program of this version, as bytes that the system can start. */
export const tiny = (version: string, how: How = 'works') =>
  new TextEncoder().encode(
    `#!/bin/sh\nexec "${process.execPath}" "${TINY}" "$0" ${version} ${how} "$@"\n`,
  )

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { privateKey, publicKey: `ed25519/${raw.toString('base64')}` }
}

/** What the shop hands out, which each test bends. */
export interface Goods {
  version: string
  /** The program; what is loaded is this, packed. */
  program: Uint8Array
  change?: (manifest: Manifest) => Partial<Manifest>
  /** What is sent in place of the program. */
  sends?: Uint8Array
  /** It breaks off after so many bytes, once. */
  breaksAt?: number
  key?: KeyObject
  /** What is sent in place of the signed list. */
  list?: (text: string) => string
}

const packages = new WeakMap<Uint8Array, Uint8Array>()

/** Packed once: a real core takes longer than whoever asks may have to wait. */
function packed({ program }: Goods): Uint8Array {
  const known = packages.get(program) ?? Bun.zstdCompressSync(program)
  packages.set(program, known)
  return known
}

function listOf(goods: Goods, origin: string, ownKey: KeyObject): string {
  const { version, program, change, key = ownKey } = goods
  const [loaded, now] = [packed(goods), Date.now()]
  const manifest: Manifest = {
    ...{ product: 'content-agent', version, minimumVersion: '0.1.0' },
    releasedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + DAY_MS).toISOString(),
    targets: {
      [TARGET]: {
        ...{ url: `${origin}/content.zst`, sizeBytes: loaded.length, sha256: sha256(loaded) },
        compression: 'zstd',
        program: { sizeBytes: program.length, sha256: sha256(program) },
      },
    },
  }
  const payload = JSON.stringify({ ...manifest, ...change?.(manifest) })
  const text = sealed(new TextEncoder().encode(payload), key)
  return goods.list?.(text) ?? text
}

function sent(goods: Goods, range: string | null): Response {
  const at = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  const body = (goods.sends ?? packed(goods)).subarray(at, goods.breaksAt)
  return new Response(body, { status: range ? 206 : 200 })
}

/** A real HTTP server with versions to load. */
function openServer(keys: ReturnType<typeof keyPair>) {
  let goods: Goods = { version: '0.2.0', program: tiny('0.2.0') }
  const ranges: (string | null)[] = []
  const server = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    fetch(request) {
      const { pathname, origin } = new URL(request.url)
      if (pathname === '/update.json') return new Response(listOf(goods, origin, keys.privateKey))
      const range = request.headers.get('range')
      ranges.push(range)
      const answer = sent(goods, range)
      const { breaksAt: _, ...whole } = goods
      goods = whole
      return answer
    },
  })
  return {
    ...{ url: `http://127.0.0.1:${server.port}/update.json`, ranges },
    sell: (it: Goods) => {
      goods = it
    },
    close: () => server.stop(true),
  }
}

/** A server with versions, and a computer with version 0.1.0 on it. */
export function openShop() {
  const dir = mkdtempSync(join(tmpdir(), 'agent-update-'))
  const program = join(dir, 'bin/content')
  const home = join(dir, 'home')
  mkdirSync(join(dir, 'bin'))
  const keys = keyPair()
  const server = openServer(keys)
  const place: Place = { program, isWindows: false, files: realFiles }
  const source = (): Source => ({
    ...{ url: server.url, keys: [keys.publicKey], target: TARGET },
    ...{ running: '0.1.0', memory: openMemory(home), nowMs: Date.now() },
    ways: { pins: {} },
  })
  const install = (bytes: Uint8Array) => {
    rmSync(join(dir, 'bin'), { recursive: true })
    mkdirSync(join(dir, 'bin'))
    writeFileSync(program, bytes)
    chmodSync(program, 0o755)
    rmSync(home, { recursive: true, force: true })
  }
  install(tiny('0.1.0'))
  return {
    ...{ dir, program, source, install, ranges: server.ranges, sell: server.sell },
    /** Asks and takes, as `content update` does; the sentence where it does not. */
    async update(change: Partial<Source> = {}, at: Partial<Place> = {}): Promise<string> {
      const asked = { ...source(), ...change }
      try {
        const { manifest, verdict } = await offered(asked)
        if (verdict.kind !== 'newer') return 'reason' in verdict ? verdict.reason : 'current'
        const { download } = verdict
        await takeUpdate({ ...place, ...at }, asked, { ...manifest, download })
        return 'updated'
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
    run: (...args: string[]) => {
      const { exitCode, stdout } = Bun.spawnSync([program, ...args])
      return { code: exitCode, said: new TextDecoder().decode(stdout).trim() }
    },
    bytes: () => readFileSync(program),
    close: async () => {
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
