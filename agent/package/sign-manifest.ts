import { createPrivateKey, type KeyObject } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { sealed } from '../src/update/envelope.ts'
import { Manifest } from '../src/update/manifest.ts'

const HELP = `Usage: bun run --cwd agent sign-manifest --base URL [options]

Writes update.json, the signed list of versions, beside the files of a release.

  --base URL      where those files are going to lie
  --release DIR   the release (default: agent/dist/release)
  --days N        how long it is believed (default 60)
  --minimum V     the oldest version that may take this one in one step (default 0.0.0)
  --help          this text

Environment: UPDATE_KEY_FILE names a file with the private Ed25519 key (PEM), or UPDATE_KEY is it.
It is never an argument: those can be read by every program on this machine.
`

const Built = z.object({
  version: z.string(),
  made: z.array(
    z.object({
      ...{ target: z.string(), file: z.string(), sizeBytes: z.number(), sha256: z.string() },
      program: z.object({ sizeBytes: z.number(), sha256: z.string() }).optional(),
    }),
  ),
})

export interface Signing {
  release: string
  base: string
  days: number
  minimumVersion: string
  key: KeyObject
  nowMs: number
}

/** The signed list that names what this release holds. */
export async function signedList(signing: Signing): Promise<string> {
  const { release, base, days, minimumVersion, key, nowMs } = signing
  const { version, made } = Built.parse(await Bun.file(join(release, 'release.json')).json())
  const targets = made.flatMap(({ target, file, program, sizeBytes, sha256 }) =>
    program
      ? [[target, { url: `${base}/${file}`, sizeBytes, sha256, compression: 'zstd', program }]]
      : [],
  )
  const manifest = Manifest.parse({
    ...{ product: 'content-agent', version, minimumVersion },
    releasedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + days * 86_400_000).toISOString(),
    targets: Object.fromEntries(targets),
  })
  return sealed(new TextEncoder().encode(JSON.stringify(manifest)), key)
}

async function privateKey(env = process.env): Promise<KeyObject> {
  const pem = env.UPDATE_KEY_FILE ? await Bun.file(env.UPDATE_KEY_FILE).text() : env.UPDATE_KEY
  if (!pem) throw new Error('Set UPDATE_KEY_FILE or UPDATE_KEY.')
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 key.')
  return key
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      release: { type: 'string', default: join(import.meta.dir, '../dist/release') },
      days: { type: 'string', default: '60' },
      minimum: { type: 'string', default: '0.0.0' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help || !values.base) return console.log(HELP)
  const release = resolve(values.release)
  const list = await signedList({
    ...{ release, base: values.base.replace(/\/+$/, ''), days: Number(values.days) },
    ...{ minimumVersion: values.minimum, key: await privateKey(), nowMs: Date.now() },
  })
  const path = join(release, 'update.json')
  await Bun.write(path, list)
  console.log(`${path}: believed for ${values.days} days.`)
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(`Not signed: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  })
}
