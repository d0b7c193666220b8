/** Wakes one waiter; a ring that nobody waits for yet is kept. */
export function openBell() {
  let hasRung = false
  let wake: (() => void) | null = null
  return {
    ring(): void {
      hasRung = true
      wake?.()
    },
    /** Ends at the next ring, after a while, or when the signal says stop. */
    async wait(ms: number, signal: AbortSignal): Promise<void> {
      if (!hasRung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        const timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1))
        const stop = () => resolve()
        signal.addEventListener('abort', stop)
        await promise
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
      }
      wake = null
      hasRung = false
    },
  }
}
