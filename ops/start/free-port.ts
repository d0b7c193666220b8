import { createServer } from 'node:net'

/** The usual port when it is free, else 0: the system then picks one. */
export function freePort(usual: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', () => resolve(0))
  probe.listen(usual, '127.0.0.1', () => probe.close(() => resolve(usual)))
  return promise
}

/** A port that was free a moment ago. */
export function anyPort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    probe.close(() => resolve(port))
  })
  return promise
}
