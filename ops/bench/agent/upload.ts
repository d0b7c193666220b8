import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type Figure, inTurns, ratiosOf, spreadOf } from '../measure.ts'
import type { BenchOptions } from './benches.ts'
import { inFolder } from './folder.ts'

const FILE_BYTES = 2 ** 30
const MB = 1e6

/** The agent's own YouTube upload, journal and progress included, against `curl -T`. */
export function benchUpload({ rounds }: BenchOptions): Promise<Figure[]> {
  return inFolder(async folder => {
    const path = await writeFile(join(folder, 'large.mp4'))
    const sink = await openSink()
    try {
      let peakKb = 0
      const hashSpeeds: number[] = []
      const ours = async () => {
        const run = await uploadOnce({ path, folder, port: sink.port })
        peakKb = Math.max(peakKb, run.peakKb)
        hashSpeeds.push(FILE_BYTES / MB / (run.hashMs / 1000))
        return FILE_BYTES / MB / (run.uploadMs / 1000)
      }
      const theirs = async () => FILE_BYTES / MB / (await curl(path, sink.port))
      const speeds = await inTurns(rounds, { ours, theirs })
      const ratio = ratiosOf(speeds.ours, speeds.theirs)
      return [
        {
          name: 'upload of 1 GiB, journal and progress included',
          unit: 'MB/s',
          value: spreadOf(speeds.ours),
          against: { name: 'curl -T', value: spreadOf(speeds.theirs), ratio },
          goal: { text: '≥ 1.1', isMet: ratio.median >= 1.1 },
        },
        { name: 'SHA-256 before it', unit: 'MB/s', value: spreadOf(hashSpeeds.slice(1)) },
        { name: 'peak memory of the uploader', unit: 'MB', value: spreadOf([peakKb / 1000]) },
      ]
    } finally {
      await sink.close()
    }
  })
}

async function writeFile(path: string): Promise<string> {
  const file = createWriteStream(path)
  const block = randomBytes(1 << 20)
  for (let written = 0; written < FILE_BYTES; written += block.length) {
    block.writeUInt32LE(written / block.length)
    if (!file.write(Buffer.from(block))) await new Promise(resolve => file.once('drain', resolve))
  }
  file.end()
  await finished(file)
  return path
}

const besides = (name: string) => fileURLToPath(new URL(name, import.meta.url))

async function openSink() {
  const child = Bun.spawn([process.execPath, besides('./sink.ts')], {
    stdin: 'pipe',
    stdout: 'pipe',
  })
  const { value } = await child.stdout.getReader().read()
  return {
    port: Number(new TextDecoder().decode(value)),
    close: async () => {
      child.kill('SIGKILL')
      await child.exited
    },
  }
}

interface Run {
  hashMs: number
  uploadMs: number
  peakKb: number
}

async function uploadOnce(at: { path: string; folder: string; port: number }): Promise<Run> {
  const home = join(at.folder, crypto.randomUUID())
  const child = Bun.spawn([process.execPath, besides('./upload-once.ts'), at.path], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: at.folder,
      CONTENT_CREATION_HOME: home,
      SANDBOX_ORIGINS: `youtube=http://127.0.0.1:${at.port}`,
    },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const text = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) throw new Error('The uploader failed.')
  // Safe cast: upload-once.ts prints nothing else.
  return JSON.parse(text) as Run
}

/** Seconds that curl itself counts for sending the file. */
async function curl(path: string, port: number): Promise<number> {
  const child = Bun.spawn(
    [
      'curl',
      '-sS',
      '-o',
      '/dev/null',
      '-w',
      '%{time_total}',
      '-T',
      path,
      `http://127.0.0.1:${port}/raw`,
    ],
    { stdout: 'pipe', stderr: 'inherit' },
  )
  const text = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) throw new Error('curl failed.')
  return Number(text)
}
