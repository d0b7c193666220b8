import type { Socket } from 'node:net'
import type { Traps } from './proxy-trap.ts'

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

export interface Link {
  client: Socket
  target: Socket
  /** Drawn once, so that a connection is either ill or well as long as toxics stay. */
  luck: number
  /** The client is dead, though what it sent may still be on its way. */
  isOrphan: boolean
  reset(): void
}

export interface ProxiedLine {
  toxics: Toxics
  stats: ProxyStats
  traps: Traps
  random: () => number
  /** How fast a connection is that no toxic slows down. */
  bytesPerSecond: number
}
