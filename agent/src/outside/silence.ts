const LOOK_EVERY_MS = 1000
/** A timer that comes so late was not late but asleep. */
const SLEPT_MS = 10_000

export interface SilenceOptions {
  /** How long nothing may move right now; asked again at each look. */
  allowedMs(): number
  /** How long a connection may stay silent after the machine woke up. */
  afterWakeMs?: number
  lookEveryMs?: number
  wall?: () => number
  steady?: () => number
}

export class Silent extends Error {}

export type Silence = ReturnType<typeof watchSilence>

/**
 * Ends an exchange on which nothing moves any more, however large it is: a slow line is left alone,
 * a dead one is not waited for. After a sleep most connections are dead and do not know it.
 */
export function watchSilence(options: SilenceOptions) {
  const { afterWakeMs = 10_000, lookEveryMs = LOOK_EVERY_MS } = options
  const { wall = Date.now, steady = () => performance.now() } = options
  const stop = new AbortController()
  let movedAt = steady()
  let wokeAt: number | null = null
  let last = { wall: wall(), steady: steady() }
  const look = () => {
    const at = { wall: wall(), steady: steady() }
    // Where the steady clock stops in a sleep, the wall clock tells.
    const gapMs = Math.max(at.wall - last.wall, at.steady - last.steady)
    last = at
    if (gapMs > lookEveryMs + SLEPT_MS) wokeAt = at.steady
    const isSilent = at.steady - movedAt > options.allowedMs()
    const isDead = wokeAt !== null && movedAt <= wokeAt && at.steady - wokeAt > afterWakeMs
    if (isSilent || isDead) stop.abort(new Silent('Nothing moves on this connection.'))
  }
  const timer = setInterval(look, lookEveryMs)
  return {
    signal: stop.signal,
    moved: () => {
      movedAt = steady()
    },
    close: () => clearInterval(timer),
  }
}
