import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { newId } from '../lib/id.ts'

export interface ArchiveEntry {
  name: string
  /** Asked for when its turn comes; what it yields is written as it comes. */
  text: () => AsyncIterable<string>
}

/** Zip files under random names, in a folder of ours. */
export interface Archives {
  /** Writes one piece by piece; there under its name only when it is whole. */
  write(entries: ArchiveEntry[], signal?: AbortSignal): Promise<{ file: string; sizeBytes: number }>
  /** What is in it, or null when it is not on this machine. */
  read(file: string): Promise<{ stream: ReadableStream<Uint8Array>; sizeBytes: number } | null>
  /** Removing what is gone is fine. */
  remove(file: string): Promise<void>
  /** Removes what nobody knows of any more, such as what a crash left half-written. */
  keepOnly(files: readonly string[], before: Date): Promise<void>
}

/** Archives in `folder`; `collect` frees the memory of buffers that are done with. */
export function createArchives(folder: string, collect: () => void): Archives {
  return {
    async write(entries, signal) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = `${newId()}.zip`
      const part = join(folder, `${file}.part`)
      try {
        await writeZip(part, entries, { signal, collect })
        await durable(part)
        await rename(part, join(folder, file))
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      return { file, sizeBytes: (await stat(join(folder, file))).size }
    },
    async read(file) {
      const handle = await open(join(folder, named(file))).catch(absent)
      if (!handle) return null
      const { size } = await handle.stat()
      // Safe: both are the web's stream; Node's types name it anew.
      const stream = Readable.toWeb(
        handle.createReadStream(),
      ) as unknown as ReadableStream<Uint8Array>
      return { stream, sizeBytes: size }
    },
    remove: file => rm(join(folder, named(file)), { force: true }),
    async keepOnly(files, before) {
      const there = await readdir(folder).catch(absent)
      for (const name of there ?? []) {
        const path = join(folder, name)
        const facts = await stat(path).catch(absent)
        if (!files.includes(name) && facts && facts.mtime < before) await rm(path, { force: true })
      }
    },
  }
}

interface Writing {
  signal: AbortSignal | undefined
  collect: () => void
}

async function writeZip(path: string, entries: ArchiveEntry[], { signal, collect }: Writing) {
  const zip = new ZipFile()
  const failed = Promise.withResolvers<never>()
  for (const { name, text } of entries) {
    zip.addReadStreamLazy(name, { compress: true }, take => {
      // A few rows at a time: what waits between two stages must stay small.
      const stream = Readable.from(text(), { objectMode: true, highWaterMark: 1 })
      stream.on('error', failed.reject)
      take(null, asBytes(stream, collect))
    })
  }
  zip.end()
  const out = createWriteStream(path, { mode: 0o600 })
  const options = signal ? { signal } : {}
  await Promise.race([pipeline(zip.outputStream, out, options), failed.promise])
}

/** Text in objects as a stream of bytes, gathered so that each piece is worth its cost. */
function asBytes(texts: Readable, collect: () => void): Readable {
  return Readable.from(gathered(texts, collect), { objectMode: false, highWaterMark: 64 * 1024 })
}

const GATHER = 32 * 1024
const COLLECT_AFTER = 4 * 1024 * 1024

async function* gathered(
  texts: AsyncIterable<string>,
  collect: () => void,
): AsyncGenerator<Buffer> {
  let waiting = ''
  let uncollected = 0
  for await (const text of texts) {
    waiting += text
    if (waiting.length < GATHER) continue
    uncollected += waiting.length
    yield Buffer.from(waiting)
    waiting = ''
    if (uncollected < COLLECT_AFTER) continue
    // The collector counts little of what buffers hold, and would let a long stream grow.
    collect()
    uncollected = 0
  }
  if (waiting !== '') yield Buffer.from(waiting)
}

async function durable(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync()
  await handle.close()
}

function named(file: string): string {
  if (!/^[0-9a-f-]{36}\.zip$/.test(file)) throw new Error('That is no archive of ours.')
  return file
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
