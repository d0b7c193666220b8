/** Things that come at any time and are taken one by one. */
export function openQueue<T>() {
  const waiting: T[] = []
  let wake = () => {}
  return {
    add(it: T): void {
      waiting.push(it)
      wake()
    },
    /** The next one, now or when it comes; throws the signal's reason. */
    async next(signal: AbortSignal): Promise<T> {
      for (;;) {
        signal.throwIfAborted()
        const it = waiting.shift()
        if (it !== undefined) return it
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        signal.addEventListener('abort', resolve as () => void, { once: true })
        await promise
        signal.removeEventListener('abort', resolve as () => void)
      }
    },
  }
}
