import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type Figure, inTurns, ratiosOf, spreadOf, timed } from '../measure.ts'
import type { BenchOptions } from './benches.ts'
import { inFolder } from './folder.ts'

const FILE_BYTES = 2 ** 30
const MB = 1e6

/**
 * The agent's own YouTube upload against `curl -T`, and with the fingerprint, which has to be known
 * before the first byte may leave, against a rival that makes one too.
 */
export function benchUpload({ rounds }: BenchOptions): Promise<Figure[]> {
  return inFolder(async folder => {
    const path = await writeFile(join(folder, 'large.mp4'))
    const sink = await openSink()
    const [ours, theirs]: [Run[], RivalRun[]] = [[], []]
    try {
      await inTurns(rounds, {
        ours: async () => ours.push(await uploadOnce({ path, folder, port: sink.port })),
        theirs: async () => theirs.push(await rival(path, sink.port)),
      })
      // The first round warms caches up and does not count.
      return figuresOf(ours.slice(1), theirs.slice(1))
    } finally {
      await sink.close()
    }
  })
}

function figuresOf(ours: readonly Run[], theirs: readonly RivalRun[]): Figure[] {
  const sent = ours.map(it => it.uploadMs)
  const whole = ours.map(it => it.hashMs + it.uploadMs)
  const curl = theirs.map(it => it.curlMs)
  const both = theirs.map(it => it.hashMs + it.curlMs)
  return [
    against('upload of 1 GiB, journal, progress and file check included', sent, {
      ...{ name: 'curl -T', times: curl, goal: 1.1 },
    }),
    against('the same with its SHA-256 before it', whole, {
      ...{ name: 'openssl dgst -sha256, then curl -T', times: both, goal: 1.1 },
    }),
    // No goal: SHA-256 alone takes longer than curl, and without it nothing may be published.
    against('the same', whole, { name: 'curl -T without any hash', times: curl }),
    against(
      'SHA-256',
      ours.map(it => it.hashMs),
      {
        ...{ name: 'openssl dgst -sha256', times: theirs.map(it => it.hashMs) },
      },
    ),
    {
      name: 'processor time of the upload, against',
      unit: 'ms',
      value: spreadOf(ours.map(it => it.uploadCpuMs)),
      against: {
        name: 'curl -T',
        value: spreadOf(theirs.map(it => it.curlCpuMs)),
        ratio: ratiosOf(
          ours.map(it => it.uploadCpuMs),
          theirs.map(it => it.curlCpuMs),
        ),
      },
    },
    {
      name: 'peak memory of the uploader',
      unit: 'MB',
      value: spreadOf(ours.map(it => it.peakKb / 1000)),
    },
  ]
}

interface Rival {
  name: string
  times: readonly number[]
  goal?: number
}

/** Two lists of milliseconds for the file as speeds beside each other. */
function against(name: string, ours: readonly number[], { goal, ...rival }: Rival): Figure {
  const speedOf = (ms: number) => FILE_BYTES / MB / (ms / 1000)
  const [own, their] = [ours.map(speedOf), rival.times.map(speedOf)]
  const ratio = ratiosOf(own, their)
  return {
    ...{ name, unit: 'MB/s', value: spreadOf(own) },
    against: { name: rival.name, value: spreadOf(their), ratio },
    ...(goal !== undefined && { goal: { text: `≥ ${goal}`, isMet: ratio.median >= goal } }),
  }
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
  uploadCpuMs: number
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

interface RivalRun {
  hashMs: number
  curlMs: number
  curlCpuMs: number
}

async function rival(path: string, port: number): Promise<RivalRun> {
  const hashMs = await timed(() => run(['openssl', 'dgst', '-sha256', path]))
  const url = `http://127.0.0.1:${port}/raw`
  const written = ['-sS', '-o', '/dev/null', '-w', '%{time_total}']
  const { text, cpuMs } = await run(['curl', ...written, '-T', path, url])
  // What curl itself counts for sending the file, without the time in which it starts.
  return { hashMs, curlMs: Number(text) * 1000, curlCpuMs: cpuMs }
}

async function run(command: string[]): Promise<{ text: string; cpuMs: number }> {
  const child = Bun.spawn(command, { stdout: 'pipe', stderr: 'inherit' })
  const text = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) throw new Error(`${command[0]} failed.`)
  return { text, cpuMs: Number(child.resourceUsage()?.cpuTime.total ?? 0) / 1000 }
}
