import { zstdDecompressSync } from 'node:zlib'
import type { Ways } from '../outside/way.ts'
import type { Files } from './files.ts'
import { load, trouble } from './load.ts'
import type { Download } from './manifest.ts'
import { namesOf, sha256 } from './swap.ts'

interface To {
  program: string
  files: Files
  ways: Ways
}

/**
 * Loads a new program beside the old one, goes on where an earlier try was cut off, and leaves it
 * unpacked only when every byte is what the signed list says.
 */
export async function download(wanted: Download, to: To): Promise<void> {
  try {
    await fill(wanted, to)
    unpack(wanted, to)
  } catch (error) {
    if (isFull(error)) {
      discard(to)
      throw trouble(fullLine(wanted, to), 'you')
    }
    if (isClosed(error)) throw trouble(closedLine(to), 'you')
    throw error
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
const isFull = (error: unknown) => /^(ENOSPC|EDQUOT)$/.test(codeOf(error))
const isClosed = (error: unknown) => /^(EACCES|EPERM|EROFS)$/.test(codeOf(error))

function fullLine({ sizeBytes, program: { sizeBytes: unpacked } }: Download, { program }: To) {
  const megabytes = Math.ceil((sizeBytes + unpacked) / 1e6)
  const needed = `${megabytes} MB are needed for the new version`
  return `The disk of ${program} is full: ${needed}. Free some space; the agent is as it was.`
}

const closedLine = ({ program }: To) =>
  `${program} may not be changed by you. Whoever installed it there can update it.`

function discard({ program, files }: To): void {
  const { download: path, fresh } = namesOf(program)
  for (const it of [path, fresh]) files.remove(it)
}

async function fill(wanted: Download, to: To): Promise<void> {
  const { url, sizeBytes, sha256 } = wanted
  const { files, program, ways } = to
  const path = namesOf(program).download
  const kept = files.exists(path) ? files.bytes(path) : new Uint8Array()
  if (kept.length > sizeBytes) files.remove(path)
  let begunAt = kept.length > sizeBytes ? 0 : kept.length
  let hash = new Bun.CryptoHasher('sha256').update(kept.subarray(0, begunAt))
  const from = begunAt > 0 ? { range: `bytes=${begunAt}-` } : undefined
  const headers = { 'accept-encoding': 'identity', ...from }
  if (begunAt < sizeBytes) {
    await load({ url, headers, ways }, async (answer, pieces) => {
      if (!answer.ok) throw trouble(`The new version could not be loaded (${answer.status}).`)
      if (answer.status !== 206) {
        // It does not give parts: everything comes again.
        hash = new Bun.CryptoHasher('sha256')
        files.write(path, '')
        begunAt = 0
      }
      let at = begunAt
      for await (const piece of pieces) {
        at += piece.length
        if (at > sizeBytes) throw spoilt(to, 'is larger than the signed list says')
        hash.update(piece)
        files.append(path, piece)
      }
      if (at < sizeBytes) throw trouble('The new version came only in part; it goes on from there.')
    })
  }
  if (hash.digest('hex') === sha256) return
  if (begunAt === 0) throw spoilt(to, 'is not what the signed list names')
  // What was begun was another version: everything comes again.
  files.remove(path)
  await fill(wanted, to)
}

/** What is spoilt is of no use later. */
function spoilt(to: To, how: string) {
  discard(to)
  return trouble(`What was loaded ${how}. It was thrown away; the agent is as it was.`, 'us')
}

function unpack({ compression, program: wanted }: Download, to: To): void {
  const { files, program } = to
  const { download: path, fresh } = namesOf(program)
  const packed = files.bytes(path)
  // It is signed what comes out of it; the limit is for a mistake, which would fill the memory.
  const bytes = compression
    ? zstdDecompressSync(packed, { maxOutputLength: wanted.sizeBytes })
    : packed
  if (bytes.length !== wanted.sizeBytes || sha256(bytes) !== wanted.sha256) {
    throw spoilt(to, 'is not what the signed list names')
  }
  files.write(fresh, bytes)
  files.mayRun(fresh)
  files.sync(fresh)
  files.remove(path)
}
