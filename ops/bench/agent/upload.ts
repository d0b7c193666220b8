import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { mustRun, runProgram } from '../../run-program.ts'
import { type Figure, inTurns, ratiosOf, spreadOf, timed } from '../measure.ts'
import type { BenchOptions } from './bench.ts'
import { inFolder } from './folder.ts'
import type { UploadRun } from './upload-once.ts'

const FILE_BYTES = 2 ** 30
const SMALL_BYTES = 16 * 2 ** 20
const MB = 1e6

/**
 * The agent's own YouTube upload against `curl -T`, from the moment the file counts as finished;
 * and as if its fingerprint were only made then: it has to be known before the first byte leaves.
 */
export function benchUpload({ rounds }: BenchOptions): Promise<Figure[]> {
  return inFolder(async folder => {
    const small = await writeFile(join(folder, 'small.mp4'), SMALL_BYTES)
    const path = await writeFile(join(folder, 'large.mp4'), FILE_BYTES)
    const sink = await openSink()
    const [ours, theirs]: [UploadRun[], RivalRun[]] = [[], []]
    try {
      await inTurns(rounds, {
        ours: async () =>
          ours.push(await uploadOnce({ paths: [small, path], folder, port: sink.port })),
        theirs: async () => theirs.push(await rival(path, sink.port)),
      })
      // The first round warms caches up and does not count.
      return figuresOf(ours.slice(1), theirs.slice(1))
    } finally {
      await sink.close()
    }
  })
}

function figuresOf(ours: readonly UploadRun[], theirs: readonly RivalRun[]): Figure[] {
  const curl = theirs.map(it => it.curlMs)
  const both = theirs.map(it => it.hashMs + it.curlMs)
  const inTurn = ours.map(it => it.hashMs + it.uploadMs)
  return [
    against(
      'upload of 1 GiB, from the end of its 2 s of quiet to the last byte acknowledged (SHA-256 ' +
        'begun in the quiet, file checks, journal, progress; not probing, nor our server; by an ' +
        'agent that sent a small file before)',
      ours.map(it => it.leftMs + it.uploadMs),
      { name: 'curl -T', times: curl, goal: 1.1 },
    ),
    against(
      'the sending alone',
      ours.map(it => it.uploadMs),
      { name: 'curl -T', times: curl },
    ),
    against('the old way: SHA-256 after the quiet, then sending', inTurn, {
      ...{ name: 'openssl dgst -sha256, then curl -T', times: both },
    }),
    against('the old way', inTurn, { name: 'curl -T without any hash', times: curl }),
    against(
      'SHA-256 alone',
      ours.map(it => it.hashMs),
      { name: 'openssl dgst -sha256', times: theirs.map(it => it.hashMs) },
    ),
    ...costsOf(ours, theirs),
  ]
}

function costsOf(ours: readonly UploadRun[], theirs: readonly RivalRun[]): Figure[] {
  const of = (key: keyof UploadRun) => ours.map(it => it[key])
  const [sending, curl] = [of('uploadCpuMs'), theirs.map(it => it.curlCpuMs)]
  return [
    {
      ...{ name: 'what of the SHA-256 and the file checks was left after the quiet', unit: 'ms' },
      value: spreadOf(of('leftMs')),
    },
    {
      ...{ name: 'processor time in the quiet', unit: 'ms' },
      value: spreadOf(of('quietCpuMs')),
    },
    {
      ...{ name: 'processor time of the sending', unit: 'ms', value: spreadOf(sending) },
      against: { name: 'curl -T', value: spreadOf(curl), ratio: ratiosOf(sending, curl) },
    },
    {
      ...{ name: 'peak memory of the uploader', unit: 'MB' },
      value: spreadOf(of('peakKb').map(kb => kb / 1000)),
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

/** Whole by its own account, because what is not is never read. */
async function writeFile(path: string, bytes: number): Promise<string> {
  const file = createWriteStream(path)
  file.write(
    Buffer.concat([box('ftyp', 'isom\0\0\0\0isom'), box('moov', ''), headOf('mdat', 8 + bytes)]),
  )
  const block = randomBytes(1 << 20)
  for (let written = 0; written < bytes; written += block.length) {
    block.writeUInt32LE(written / block.length)
    if (!file.write(Buffer.from(block))) await new Promise(resolve => file.once('drain', resolve))
  }
  file.end()
  await finished(file)
  return path
}

const box = (type: string, body: string) =>
  Buffer.concat([headOf(type, 8 + body.length), Buffer.from(body, 'latin1')])

function headOf(type: string, bytes: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(bytes)
  head.write(type, 4, 'latin1')
  return head
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

interface Upload {
  paths: string[]
  folder: string
  port: number
}

async function uploadOnce(at: Upload): Promise<UploadRun> {
  const home = join(at.folder, crypto.randomUUID())
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: at.folder,
    CONTENT_CREATION_HOME: home,
    SANDBOX_ORIGINS: `youtube=http://127.0.0.1:${at.port}`,
  }
  const command = [process.execPath, besides('./upload-once.ts'), ...at.paths]
  const text = await mustRun(command, { env })
  // Safe cast: upload-once.ts prints nothing else.
  return JSON.parse(text) as UploadRun
}

interface RivalRun {
  hashMs: number
  curlMs: number
  curlCpuMs: number
}

async function rival(path: string, port: number): Promise<RivalRun> {
  const hashMs = await timed(() => mustRun(['openssl', 'dgst', '-sha256', path]))
  const url = `http://127.0.0.1:${port}/raw`
  const written = ['-sS', '-o', '/dev/null', '-w', '%{time_total}']
  const { code, out, err, cpuMs } = await runProgram(['curl', ...written, '-T', path, url])
  if (code !== 0) throw new Error(`curl failed:\n${err}`)
  // What curl itself counts for sending the file, without the time in which it starts.
  return { hashMs, curlMs: Number(out) * 1000, curlCpuMs: cpuMs }
}
