import { MINUTE_MS } from '../../lib/durations.ts'

/** What systems keep for a connection: handed over by us, and perhaps not yet on the line. */
const HELD_BYTES = 4 * 2 ** 20
/** On a slow line they keep less, and a line that has proven nothing may be one. */
const HELD_WHEN_SLOW_BYTES = 256 * 1024
/** Bytes a second; whatever is slower is no line. */
const SLOWEST = 1000
/** What is given up goes on from where the platform has it, so a dead line is not waited for. */
const LONGEST_MS = 20 * MINUTE_MS

/** What is known about one line: bytes a second to one host. */
export interface Speed {
  /** Measured from end to end; null until a large enough part went through. */
  known(): number | null
  /** How long such a sending may show no sign of life, while its bytes may still be on the way. */
  allowedMs(handedBytes: number, silenceMs: number): number
  sent(bytes: number, elapsedMs: number): void
  stalled(handedBytes: number): void
}

/** Too little to tell a line's speed from its latency. */
const TELLING_BYTES = 256 * 1024

/** Speeds of the hosts that this process sends to. */
export function openSpeeds() {
  const speeds = new Map<string, { known: number | null; heldBytes: number }>()
  return (host: string): Speed => {
    const speed = speeds.get(host) ?? { known: null, heldBytes: HELD_WHEN_SLOW_BYTES }
    speeds.set(host, speed)
    // What was proven may be half as true a moment later.
    const onTheWayMs = (handedBytes: number) =>
      speed.known === null
        ? (Math.min(handedBytes, speed.heldBytes) / SLOWEST) * 1000
        : (Math.min(handedBytes, HELD_BYTES) / speed.known) * 2000
    return {
      known: () => speed.known,
      allowedMs: (handedBytes, silenceMs) =>
        silenceMs + Math.min(onTheWayMs(handedBytes), LONGEST_MS),
      sent(bytes, elapsedMs) {
        if (bytes < TELLING_BYTES || elapsedMs <= 0) return
        speed.known = Math.max(SLOWEST, (bytes / elapsedMs) * 1000)
        speed.heldBytes = HELD_WHEN_SLOW_BYTES
      },
      // Perhaps it was only slower than believed, or more was kept: the next one gets more time.
      stalled(handedBytes) {
        if (handedBytes === 0) return
        if (speed.known === null) speed.heldBytes = Math.min(speed.heldBytes * 4, HELD_BYTES)
        speed.known = null
      },
    }
  }
}
