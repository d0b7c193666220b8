import { connect as connectTo, createServer, type Server, type Socket } from 'node:net'

/** A door in front of the real Redis that tests can close, or leave open with nobody behind it. */
export interface RedisDoor {
  url: string
  /** Refuses callers and hangs up on those inside. */
  shut(): Promise<void>
  /** Takes callers and what they say, and never answers. */
  freeze(): void
  open(): Promise<void>
  close(): Promise<void>
}

export async function redisDoor(): Promise<RedisDoor> {
  const real = new URL(realRedis())
  const inside = new Set<Socket>()
  let isFrozen = false
  const server = createServer(caller => {
    const redis = connectTo(Number(real.port || 6379), real.hostname)
    for (const [from, to] of [
      [caller, redis],
      [redis, caller],
    ] as const) {
      inside.add(from)
      from.on('data', bytes => to.write(bytes))
      if (isFrozen) from.pause()
      from.on('error', () => to.destroy())
      from.on('close', () => {
        inside.delete(from)
        to.destroy()
      })
    }
  })
  const port = await listening(server, 0)
  const hangUp = () => {
    for (const socket of inside) socket.destroy()
  }
  const shut = async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    hangUp()
    await closed
  }
  const url = new URL(real)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    shut,
    freeze: () => {
      isFrozen = true
      for (const socket of inside) socket.pause()
    },
    async open() {
      isFrozen = false
      for (const socket of inside) socket.resume()
      if (!server.listening) await listening(server, port)
    },
    async close() {
      if (server.listening) await shut()
    },
  }
}

/** Where the real Redis is; a layer without it fails and says what to run. */
export function realRedis(): string {
  const url = process.env.REDIS_URL
  if (url) return url
  throw new Error('REDIS_URL is not set: this needs a real Redis. Run: bun ops/services.ts redis')
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Asks until the answer is yes, letting timers and sockets have their turn in between. */
export async function eventually(ask: () => Promise<boolean>, withinMs = 5000): Promise<number> {
  const begun = performance.now()
  while (!(await ask())) {
    if (performance.now() - begun > withinMs) throw new Error(`not within ${withinMs} ms`)
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  return performance.now() - begun
}
