import { constants } from 'node:os'

/** That whoever started this process wants it to end. */
export interface ToldToStop {
  signal: AbortSignal
  /** By which signal it was told. */
  told: Promise<string>
}

// A terminal and the program that runs us may both pass on the same Ctrl-C.
const SAME_WISH_MS = 500

/** The first signal asks us to stop in good order; one more, a while later, ends us at once. */
export function toldToStop(): ToldToStop {
  const stopping = new AbortController()
  const { promise: told, resolve } = Promise.withResolvers<string>()
  let firstAtMs: number | null = null
  const hear = (name: 'SIGTERM' | 'SIGINT') => {
    firstAtMs ??= performance.now()
    if (stopping.signal.aborted && performance.now() - firstAtMs > SAME_WISH_MS) {
      process.exit(128 + constants.signals[name])
    }
    resolve(name)
    stopping.abort()
  }
  process.on('SIGTERM', () => hear('SIGTERM'))
  process.on('SIGINT', () => hear('SIGINT'))
  return { signal: stopping.signal, told }
}
