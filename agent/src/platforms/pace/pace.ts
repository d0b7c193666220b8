import type { Moving, Sending } from '../../outside/http-client.ts'
import { LARGEST_PIECE_BYTES, type Slice, streamOf } from '../slices.ts'
import { rateAt, type UploadLimit } from './limit.ts'
import { openSpeeds } from './speeds.ts'
import { openBucket } from './token-bucket.ts'

/** Part of a file on its way to a platform. */
export interface Cargo extends Slice {
  onSent?: (sentBytes: number) => void
}

/** Decides how parts of files leave: counted piece by piece, or as fast as the system can. */
export interface Pace {
  send(cargo: Cargo, url: string, moving: Moving): Sending
  /** How much to send there in one request, where that is ours to choose. */
  partBytes(url: string): number
}

export interface PaceOptions {
  limit: () => UploadLimit | null
  now: () => number
  silenceMs: number
  zone?: string
}

const SMALL_PIECE_BYTES = 64 * 1024
/** What a cut may cost; a multiple of 256 KiB, as YouTube wants it. */
const PART_BYTES = 16 * 2 ** 20
const LARGEST_PART_BYTES = 32 * PART_BYTES
/** Tells how fast a line is that nothing was sent over yet. */
const FIRST_PART_BYTES = 4 * 2 ** 20
/** What a line carries in this time is not worth a request of its own. */
const PART_SECONDS = 0.25
/** People watch; what takes longer than this shows how far it is. */
const UNWATCHED_SECONDS = 1

/** One for the process, because its uploads share the line and its limit. */
export function openPace({ limit, now, silenceMs, zone }: PaceOptions): Pace {
  const bucket = openBucket()
  const speedOf = openSpeeds()
  const rate = () => rateAt(limit(), now(), zone)
  return {
    partBytes(url) {
      if (rate() !== null) return PART_BYTES
      const known = speedOf(new URL(url).host).known()
      if (known === null) return FIRST_PART_BYTES
      const parts = Math.max(1, Math.floor((known * PART_SECONDS) / PART_BYTES))
      return Math.min(parts * PART_BYTES, LARGEST_PART_BYTES)
    },
    send(cargo, url, moving) {
      const speed = speedOf(new URL(url).host)
      const bytes = cargo.to - cargo.from
      const known = speed.known()
      // Bun reads a slice that goes through TLS into memory as a whole.
      const isPlain = new URL(url).protocol === 'http:'
      const isSoon = known !== null && bytes <= known * UNWATCHED_SECONDS
      // A limit that begins meanwhile waits for the next part, which is a second away.
      const isFast = isPlain && isSoon && rate() === null
      const startedAt = performance.now()
      let handed = 0
      const wait = async (wanted: number) => {
        const bytesPerSecond = rate()
        if (bytesPerSecond === null) return
        const waitMs = bucket.take(wanted, bytesPerSecond)
        if (waitMs > 0) await Bun.sleep(waitMs)
        moving.moved()
      }
      const taken = (sentBytes: number) => {
        handed = sentBytes
        moving.moved()
        cargo.onSent?.(sentBytes)
      }
      const grown = growingPiece()
      const pieceBytes = () => limitedPiece(rate()) ?? grown()
      return {
        // A slice is sent by the system itself, at twice the speed, and tells nothing meanwhile.
        body: isFast
          ? Bun.file(cargo.path).slice(cargo.from, cargo.to)
          : streamOf(cargo, { pieceBytes, mayTake: wait, taken }),
        allowedMs: () =>
          // After its last byte a platform may think for a while.
          speed.allowedMs(isFast ? bytes : handed, handed === bytes ? silenceMs * 2 : silenceMs),
        arrived: () => {
          if (rate() === null) speed.sent(bytes, performance.now() - startedAt)
        },
        stalled: () => speed.stalled(isFast ? bytes : handed),
      }
    },
  }
}

/** Small enough that a limit is smooth. */
const limitedPiece = (bytesPerSecond: number | null) =>
  bytesPerSecond === null
    ? null
    : Math.min(SMALL_PIECE_BYTES, Math.max(1024, Math.ceil(bytesPerSecond / 16)))

/** Larger and larger while taken at once; small where a slow line has to be seen moving. */
function growingPiece(): () => number {
  let bytes = SMALL_PIECE_BYTES / 2
  let askedAt = performance.now()
  return () => {
    const tookMs = performance.now() - askedAt
    askedAt += tookMs
    if (tookMs < 20) bytes = Math.min(bytes * 2, LARGEST_PIECE_BYTES)
    else if (tookMs > 1000) bytes = SMALL_PIECE_BYTES
    return bytes
  }
}
