/** Sends connections to whoever is ready, as the service of a cluster does; it repairs nothing. */
import { connect, createServer, type Socket } from 'node:net'

const ASK_MS = 100

export interface Balancer {
  port: number
  /** Takes a server in; it gets connections once it says that it is ready. */
  add(url: string): void
  close(): Promise<void>
}

export async function startBalancer(): Promise<Balancer> {
  const isReady = new Map<string, boolean>()
  const sockets = new Set<Socket>()
  let turn = 0
  const next = () => {
    const ready = [...isReady].flatMap(([url, is]) => (is ? [url] : []))
    turn += 1
    return ready[turn % ready.length]
  }
  const server = createServer(caller => {
    const url = next()
    if (url === undefined) return caller.destroy()
    join(caller, connect(Number(new URL(url).port), '127.0.0.1'), sockets)
  })
  const asking = setInterval(async () => {
    for (const url of isReady.keys()) {
      const answer = await fetch(`${url}/readyz`).catch(() => null)
      isReady.set(url, answer?.status === 200)
    }
  }, ASK_MS)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    add: url => void isReady.set(url, false),
    async close() {
      clearInterval(asking)
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(done => server.close(() => done()))
    },
  }
}

function join(caller: Socket, server: Socket, sockets: Set<Socket>): void {
  for (const [from, to] of [
    [caller, server],
    [server, caller],
  ] as const) {
    sockets.add(from)
    from.pipe(to)
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
}
