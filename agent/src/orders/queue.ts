import { openBell } from '../publish/brakes/bell.ts'

/** Things that come at any time and are taken one by one. */
export function openQueue<T>() {
  const bell = openBell()
  const waiting: T[] = []
  return {
    add(it: T): void {
      waiting.push(it)
      bell.ring()
    },
    /** The next one, now or when it comes; throws the signal's reason. */
    async next(signal: AbortSignal): Promise<T> {
      for (;;) {
        signal.throwIfAborted()
        const it = waiting.shift()
        if (it !== undefined) return it
        await bell.wait(Number.POSITIVE_INFINITY, signal)
      }
    },
  }
}
