import type { Moving, Sending } from '../../outside/line.ts'
import { type Slice, streamOf } from '../slices.ts'
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
}

export interface PaceOptions {
  limit: () => UploadLimit | null
  now: () => number
  silenceMs: number
  zone?: string
}

const PIECE_BYTES = 256 * 1024
const SMALL_PIECE_BYTES = 64 * 1024
/** People watch; what takes longer than this shows how far it is. */
const UNWATCHED_SECONDS = 1

/** One for the process, because its uploads share the line and its limit. */
export function openPace({ limit, now, silenceMs, zone }: PaceOptions): Pace {
  const bucket = openBucket()
  const speedOf = openSpeeds()
  const rate = (held: UploadLimit | null) => rateAt(held, now(), zone)
  return {
    send(cargo, url, moving) {
      const held = limit()
      const speed = speedOf(new URL(url).host)
      const bytes = cargo.to - cargo.from
      const known = speed.known()
      // A window that opens meanwhile waits for the next part, which is a second away.
      const isFast = known !== null && bytes <= known * UNWATCHED_SECONDS && rate(held) === null
      const startedAt = performance.now()
      let handed = 0
      const wait = async (wanted: number) => {
        const bytesPerSecond = rate(held)
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
      const pieceBytes = () => pieceFor(rate(held), speed.known())
      return {
        // A slice is sent by the system itself, at twice the speed, and tells nothing meanwhile.
        body: isFast
          ? Bun.file(cargo.path).slice(cargo.from, cargo.to)
          : streamOf(cargo, { pieceBytes, mayTake: wait, taken }),
        allowedMs: () =>
          // After its last byte a platform may think for a while.
          speed.allowedMs(isFast ? bytes : handed, handed === bytes ? silenceMs * 2 : silenceMs),
        arrived: () => {
          if (rate(held) === null) speed.sent(bytes, performance.now() - startedAt)
        },
        stalled: () => speed.stalled(isFast ? bytes : handed),
      }
    },
  }
}

/** Small enough that a limit is smooth and a slow line is seen to move. */
function pieceFor(bytesPerSecond: number | null, known: number | null): number {
  if (bytesPerSecond !== null) {
    return Math.min(SMALL_PIECE_BYTES, Math.max(1024, Math.ceil(bytesPerSecond / 16)))
  }
  return known !== null && known < 4 * PIECE_BYTES ? SMALL_PIECE_BYTES : PIECE_BYTES
}
