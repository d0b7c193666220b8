import { createServer } from 'node:net'

/** The usual port when it is free, else 0: the system then picks one. */
export function freePort(usual: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', () => resolve(0))
  probe.listen(usual, '127.0.0.1', () => probe.close(() => resolve(usual)))
  return promise
}
