import { connect, createServer, type Socket } from 'node:net'
import { seededRandom } from '../random.ts'
import { pump } from './proxy-pump.ts'
import { makeTraps, type Traps } from './proxy-trap.ts'

export interface Target {
  host: string
  port: number
}

/** What a line does to the bytes that pass in one direction; toxiproxy's toxics. */
export interface Toxic {
  latencyMs?: number
  /** Latency varies by this much to both sides. */
  jitterMs?: number
  bytesPerSecond?: number
  /** Bytes are taken and go nowhere; the line stays open. */
  isBlackHole?: boolean
  /** After so many bytes of a connection both ends see a reset. */
  resetAfterBytes?: number
  /** After so many bytes of a connection both ends see a polite end. */
  endAfterBytes?: number
  /** The end of the stream is passed on so much later. */
  slowCloseMs?: number
}

export type Side = 'up' | 'down'

export interface Toxics {
  /** From the client to the target. */
  up?: Toxic
  /** From the target to the client. */
  down?: Toxic
  /** Nobody listens. */
  isDown?: boolean
  /** How many of the connections suffer, from 0 to 1; the others are left alone. */
  toxicity?: number
}

export interface ProxyStats {
  bytesUp: number
  bytesDown: number
  /** What black holes took. */
  bytesSwallowed: number
  connections: number
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

export interface Link {
  client: Socket
  target: Socket
  /** Drawn once, so that a connection is either ill or well as long as toxics stay. */
  luck: number
  /** The client is dead, though what it sent may still be on its way. */
  isOrphan: boolean
  reset(): void
}

export interface Line {
  toxics: Toxics
  stats: ProxyStats
  traps: Traps
  random: () => number
  /** How fast a connection is that no toxic slows down. */
  bytesPerSecond: number
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
  const line: Line = { toxics: {}, stats, traps: makeTraps(), random, bytesPerSecond }
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
      for (const link of links) link.isOrphan = true
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

function join(client: Socket, to: Target, { line, links }: { line: Line; links: Set<Link> }) {
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
