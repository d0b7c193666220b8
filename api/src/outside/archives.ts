import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export interface ArchiveEntry {
  name: string
  /** Asked for when its turn comes; what it yields is written as it comes. */
  text: () => AsyncIterable<string>
}

/** Packs files into one. */
export interface Archives {
  /** Hands over a zip file piece by piece, the next once the one before is put away; its size. */
  pack(
    entries: ArchiveEntry[],
    put: (bytes: Uint8Array, place: number) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<number>
}

// Few enough rows that a large copy is quickly read, and little enough memory for many at once.
const PIECE_BYTES = 256 * 1024

/** `collect` frees the memory of buffers that are done with. */
export function createArchives(collect: () => void): Archives {
  return {
    async pack(entries, put, signal) {
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
      const pieces = inPieces(put)
      const options = signal ? { signal } : {}
      await Promise.race([pipeline(zip.outputStream, pieces.out, options), failed.promise])
      return pieces.sizeBytes()
    },
  }
}

/** Gathers what is written until it is a piece. */
function inPieces(put: (bytes: Uint8Array, place: number) => Promise<void>) {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let allBytes = 0
  let place = 0
  const putAway = async () => {
    if (waitingBytes === 0) return
    const piece = Buffer.concat(waiting)
    waiting = []
    waitingBytes = 0
    allBytes += piece.length
    await put(piece, place)
    place += 1
  }
  const out = new Writable({
    highWaterMark: PIECE_BYTES,
    write(chunk: Buffer, _, done) {
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes < PIECE_BYTES) done()
      else putAway().then(() => done(), done)
    },
    final: done => void putAway().then(() => done(), done),
  })
  return { out, sizeBytes: () => allBytes }
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
