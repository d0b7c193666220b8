/** What systems keep for a connection: handed over by us, and perhaps not yet on the line. */
const HELD_BYTES = 4 * 2 ** 20
const FIRST_GUESS = 64 * 1024
const SLOWEST = 1000

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
  const speeds = new Map<string, { known: number | null; guess: number }>()
  return (host: string): Speed => {
    const speed = speeds.get(host) ?? { known: null, guess: FIRST_GUESS }
    speeds.set(host, speed)
    return {
      known: () => speed.known,
      allowedMs: (handedBytes, silenceMs) =>
        silenceMs + (Math.min(handedBytes, HELD_BYTES) / (speed.known ?? speed.guess)) * 1000,
      sent(bytes, elapsedMs) {
        if (bytes < TELLING_BYTES || elapsedMs <= 0) return
        speed.known = Math.max(SLOWEST, (bytes / elapsedMs) * 1000)
        speed.guess = speed.known
      },
      // Perhaps it was only slower than believed, so that the next one gets more time.
      stalled(handedBytes) {
        if (handedBytes === 0) return
        speed.guess = Math.max(SLOWEST, Math.min(speed.guess, FIRST_GUESS) / 4)
        speed.known = null
      },
    }
  }
}
