import { connect, createServer, type Socket } from 'node:net'
import { seededRandom } from '../random.ts'
import type { Link, ProxiedLine, ProxyStats, Toxics } from './proxied-line.ts'
import { abandon, pump } from './proxy-pump.ts'
import { makeTraps, type Traps } from './proxy-trap.ts'

export interface Target {
  host: string
  port: number
}

export interface FaultProxy {
  port: number
  origin: string
  readonly stats: Readonly<ProxyStats>
  /** Every request that came by. */
  readonly exchanges: Traps['exchanges']
  /** Replaces all toxics, for open connections too. */
  set(toxics: Toxics): Promise<void>
  /** Where new connections lead from now on. */
  retarget(target: Target): void
  /** Holds the next such request at that moment, until `release` or `cut`. */
  trap: Traps['trap']
  /** Lets everything that a trap holds go on its way. */
  release(): void
  /** Resets every open connection. */
  cut(): void
  /** Whoever opened these connections is killed: an answer that still comes reaches nobody. */
  orphan(): void
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/** A line between a client and a server that can be made as bad as real ones are. */
export async function startFaultProxy(options: {
  target: Target
  seed?: number
  /** How fast a connection is at best; as fast as it goes when left out. */
  bytesPerSecond?: number
}): Promise<FaultProxy> {
  const random = seededRandom(options.seed ?? 1)
  const stats = { bytesUp: 0, bytesDown: 0, bytesSwallowed: 0, connections: 0 }
  const { bytesPerSecond = Number.POSITIVE_INFINITY } = options
  const line: ProxiedLine = { toxics: {}, stats, traps: makeTraps(), random, bytesPerSecond }
  const links = new Set<Link>()
  let { target } = options
  const open = () => listen(0, client => join(client, target, { line, links }))
  let server = await open()
  const { port } = server
  const cut = () => {
    for (const link of links) link.reset()
    line.traps.releaseAll()
  }
  return {
    port,
    origin: `http://${HOST}:${port}`,
    stats,
    exchanges: line.traps.exchanges,
    async set(toxics) {
      const wasDown = line.toxics.isDown === true
      line.toxics = toxics
      if (toxics.isDown && !wasDown) {
        cut()
        await server.close()
      }
      if (wasDown && !toxics.isDown) {
        server = await listen(port, client => join(client, target, { line, links }))
      }
    },
    retarget(next) {
      target = next
    },
    trap: line.traps.trap,
    release: line.traps.releaseAll,
    cut,
    orphan() {
      for (const link of links) abandon(link)
    },
    async close() {
      cut()
      if (!line.toxics.isDown) await server.close()
    },
  }
}

function listen(port: number, onClient: (client: Socket) => void) {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, onClient)
  const { promise, resolve, reject } = Promise.withResolvers<{
    port: number
    close: () => Promise<void>
  }>()
  server.once('error', reject)
  server.listen(port, HOST, () => {
    const address = server.address()
    const close = () => new Promise<void>(done => server.close(() => done()))
    resolve({ port: typeof address === 'object' && address ? address.port : port, close })
  })
  return promise
}

function join(
  client: Socket,
  to: Target,
  { line, links }: { line: ProxiedLine; links: Set<Link> },
) {
  line.stats.connections += 1
  const target = connect({ ...to, allowHalfOpen: true, noDelay: true })
  const reset = () => {
    links.delete(link)
    client.resetAndDestroy()
    target.resetAndDestroy()
  }
  const link: Link = { client, target, luck: line.random(), isOrphan: false, reset }
  links.add(link)
  for (const socket of [client, target]) socket.on('error', reset)
  const over = () => {
    if (client.destroyed && target.destroyed) links.delete(link)
  }
  client.on('close', over)
  target.on('close', over)
  pump(line, link, 'up')
  pump(line, link, 'down')
}
