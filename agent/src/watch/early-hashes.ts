import { type FileStamp, hashOpened, openToRead, stampFrom } from '../journal/file-stamp.ts'
import { endingOf } from './container.ts'
import type { Stillness } from './settle.ts'

/** What was read before it was known whether the file rests, and how the file looked meanwhile. */
export interface EarlyHash {
  sha256: string
  stamp: FileStamp
}

interface Waiting {
  stamp: FileStamp
  atMs: number
}

interface Begun {
  stamp: FileStamp
  stop: AbortController
  /** It was worth reading, so that reading it for nothing counts. */
  isRead: boolean
  end: Promise<string | null>
}

/** So much of its quiet time a file has to have been still before it is worth a first reading. */
const FIRST_SHARE = 0.25
/** When so many come at once, reading is what takes long, and waiting for them costs nothing. */
const MOST_WAITING = 64
/** After so many pieces a reading looks whether somebody writes; events may be lost. */
const LOOK_EVERY_PIECES = 16

/**
 * Uses the quiet time: reads a file while it has yet to prove that it rests, one at a time and
 * behind those that have. Counts only while nothing at all moved since before the first byte was
 * read; a reading in vain is not taken up again where it was, because what lies before may be new.
 */
export class EarlyHashes {
  private readonly waiting = new Map<string, Waiting>()
  private readonly begun = new Map<string, Begun>()
  private readonly inVain = new Map<string, number>()
  private holds = 0
  private isReading = false
  private isClosed = false

  constructor(private readonly clock: () => number) {}

  /** It looks like this since then and, if it goes on doing so, counts as finished at `untilMs`. */
  expect(path: string, { stamp, sinceMs }: Stillness, untilMs: number): void {
    const begun = this.begun.get(path)
    if (begun && isUntouched(begun.stamp, stamp)) return
    this.drop(path)
    // Each reading in vain asks for twice the silence, so that what grows is not read for ever.
    const share = FIRST_SHARE * 2 ** (this.inVain.get(path) ?? 0)
    if (share >= 1 || isCoarse(stamp) || this.waiting.size >= MOST_WAITING) return
    this.waiting.set(path, { stamp, atMs: sinceMs + (untilMs - sinceMs) * share })
  }

  /** It rests by now, so it is read at once or not at all. */
  expectNoMore = (path: string) => void this.waiting.delete(path)

  /** It changed, is gone or is not wanted: what was read of it counts for nothing. */
  drop(path: string): void {
    this.waiting.delete(path)
    const begun = this.begun.get(path)
    if (!begun) return
    begun.stop.abort()
    this.begun.delete(path)
    if (begun.isRead) this.inVain.set(path, (this.inVain.get(path) ?? 0) + 1)
  }

  forget(path: string): void {
    this.drop(path)
    this.inVain.delete(path)
  }

  /** Begins the first that is due, if nothing more urgent is read. */
  beginDue(): void {
    if (this.isReading || this.holds > 0 || this.isClosed) return
    const nowMs = this.clock()
    const due = [...this.waiting].find(([, { atMs }]) => atMs <= nowMs)
    if (!due) return
    const [path, { stamp }] = due
    this.waiting.delete(path)
    this.isReading = true
    const begun = { stamp, stop: new AbortController(), isRead: false }
    const end = readEarly(path, begun)
      .catch(() => null)
      .finally(() => {
        this.isReading = false
        this.beginDue()
      })
    this.begun.set(path, Object.assign(begun, { end }))
  }

  /** How long until one is due; those that are due already begin by themselves. */
  untilDueMs(): number {
    const nowMs = this.clock()
    const later = [...this.waiting.values()].filter(({ atMs }) => atMs > nowMs)
    return Math.min(...later.map(({ atMs }) => atMs - nowMs))
  }

  /** Nothing begins while this works: it is for a file that is finished. */
  async holdingOff<T>(work: () => Promise<T>): Promise<T> {
    this.holds += 1
    try {
      return await work()
    } finally {
      this.holds -= 1
      this.beginDue()
    }
  }

  /** What was read early, once it was read to its end; null if there is nothing that counts. */
  async take(path: string): Promise<EarlyHash | null> {
    const begun = this.begun.get(path)
    const sha256 = await begun?.end
    if (!begun || !sha256 || this.begun.get(path) !== begun) return null
    this.begun.delete(path)
    return { sha256, stamp: begun.stamp }
  }

  close(): void {
    this.isClosed = true
    for (const { stop } of this.begun.values()) stop.abort()
  }
}

/** Nothing was written, nor anything else done to it. */
export const isUntouched = (a: FileStamp, b: FileStamp) =>
  a.sizeBytes === b.sizeBytes &&
  a.mtimeMs === b.mtimeMs &&
  a.ino === b.ino &&
  a.ctimeMs === b.ctimeMs

// A disk that counts whole seconds hides a write that follows another at once.
const isCoarse = ({ ctimeMs }: FileStamp) => ctimeMs === undefined || ctimeMs % 1000 === 0

/** The SHA-256 of a whole video that stays untouched; throws for anything else. */
async function readEarly(path: string, begun: Omit<Begun, 'end'>): Promise<string | null> {
  const { signal } = begun.stop
  const file = await openToRead(path)
  try {
    const assertUntouched = async () => {
      signal.throwIfAborted()
      const now = stampFrom(await file.stat({ bigint: true }))
      if (!isUntouched(now, begun.stamp)) throw new Error('Somebody writes to it.')
    }
    await assertUntouched()
    // Most of what is still written does not say that it is whole, and is not worth reading.
    if ((await endingOf(path)).kind !== 'whole') return null
    begun.isRead = true
    let pieces = 0
    const sha256 = await hashOpened(file, async () => {
      signal.throwIfAborted()
      pieces += 1
      if (pieces % LOOK_EVERY_PIECES === 0) await assertUntouched()
    })
    await assertUntouched()
    return sha256
  } finally {
    await file.close()
  }
}
