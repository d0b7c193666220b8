import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'

/** What tells, without reading it, that a file is still the same file. */
export interface FileStamp {
  sizeBytes: number
  mtimeMs: number
  ino: string
  /**
   * Moves with every write, also when the modification time is set back, but with a new name or
   * new rights as well. So it gives cause to read again, and never counts as a change by itself.
   */
  ctimeMs?: number
}

export const isSameStamp = (a: FileStamp, b: FileStamp) =>
  a.sizeBytes === b.sizeBytes && a.mtimeMs === b.mtimeMs && a.ino === b.ino

/** The stamp of a regular file, or null when it is gone or something else. */
export async function stampOf(path: string): Promise<FileStamp | null> {
  try {
    const stats = await lstat(path, { bigint: true })
    return stats.isFile() ? stampFrom(stats) : null
  } catch {
    return null
  }
}

export const stampFrom = (stats: BigIntStats): FileStamp => ({
  sizeBytes: Number(stats.size),
  // Sub-millisecond parts are kept: two quick writes differ only there.
  mtimeMs: Number(stats.mtimeNs) / 1e6,
  ino: String(stats.ino),
  ctimeMs: Number(stats.ctimeNs) / 1e6,
})

const READ_BYTES = 1 << 20

/** Without O_NONBLOCK, opening a pipe that replaced the file would wait for ever. */
export const openToRead = (path: string) =>
  open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))

/** SHA-256 of a file in hex; throws when it cannot be read. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const file = await openToRead(path)
  try {
    return await hashOpened(file, () => signal.throwIfAborted())
  } finally {
    await file.close()
  }
}

/** The same of an open file, over 1 MiB reads; `mayGoOn` is asked after each and may throw. */
export async function hashOpened(
  file: FileHandle,
  mayGoOn: () => void | Promise<void>,
): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  const read = (into: Uint8Array) => file.read(into, 0, READ_BYTES, null)
  let [now, next] = [new Uint8Array(READ_BYTES), new Uint8Array(READ_BYTES)]
  for (let reading = read(now); ; ) {
    const { bytesRead } = await reading
    await mayGoOn()
    if (bytesRead === 0) return hasher.digest('hex')
    // The disk goes on while the processor is busy with what came last.
    reading = read(next)
    hasher.update(now.subarray(0, bytesRead))
    ;[now, next] = [next, now]
  }
}
