import type { Link, ProxiedLine, Side, Toxic } from './proxied-line.ts'
import type { Watched } from './proxy-trap.ts'

/** Bytes on their way; beyond this the sender has to wait. */
const MOST_HELD_BYTES = 2 ** 20
/** A slow line holds what it carries in this time, and what a small device on it has room for. */
const MOST_HELD_SECONDS = 0.5
const ROOM_BYTES = 16 * 1024
const PIECES_A_SECOND = 20
const FINEST_MS = 1

interface Piece {
  chunk: Uint8Array | null
  at: number
}

const watchedOf = new WeakMap<Link, Watched>()

/** Carries one direction of a connection, as its toxics say. */
export function pump(line: ProxiedLine, link: Link, side: Side): void {
  const [from, to] = side === 'up' ? [link.client, link.target] : [link.target, link.client]
  const way = { link, side, to, busyUntil: 0 }
  const pieces: Piece[] = []
  let heldBytes = 0
  let isBusy = false
  const put = (chunk: Uint8Array | null) => {
    pieces.push({ chunk, at: performance.now() })
    heldBytes += chunk?.length ?? 0
    if (heldBytes > mostHeldBytes(toxicOf(line, way))) from.pause()
    if (!isBusy) void carry()
  }
  const carry = async () => {
    isBusy = true
    for (let piece = pieces.shift(); piece && !to.destroyed; piece = pieces.shift()) {
      await pass(line, way, piece)
      heldBytes -= piece.chunk?.length ?? 0
      if (heldBytes <= mostHeldBytes(toxicOf(line, way))) from.resume()
    }
    isBusy = false
  }
  from.on('data', (chunk: Uint8Array) => put(chunk))
  from.on('end', () => put(null))
  from.on('close', () => {
    if (!to.destroyed && !from.readableEnded) link.reset()
  })
}

const mostHeldBytes = ({ bytesPerSecond }: Toxic) =>
  bytesPerSecond === undefined
    ? MOST_HELD_BYTES
    : Math.min(MOST_HELD_BYTES, ROOM_BYTES + bytesPerSecond * MOST_HELD_SECONDS)

interface Way {
  link: Link
  side: Side
  to: Link['client']
  busyUntil: number
}

const passedOf = new WeakMap<Link['client'], number>()

async function pass(line: ProxiedLine, way: Way, { chunk, at }: Piece): Promise<void> {
  const toxic = toxicOf(line, way)
  const { link, side, to } = way
  const late = delayMs(toxic, line.random) - (performance.now() - at)
  if (late > 0) await Bun.sleep(late)
  if (!chunk) {
    if (toxic.slowCloseMs) await Bun.sleep(toxic.slowCloseMs)
    to.end()
    return
  }
  // What comes after a polite end is heard by nobody: a real line would refuse it.
  if (to.writableEnded) return
  const held = trapped(line, way, chunk)
  if (held) await held
  if (toxic.isBlackHole) {
    line.stats.bytesSwallowed += chunk.length
    return
  }
  const room = Math.min(roomOf(toxic.resetAfterBytes, to), roomOf(toxic.endAfterBytes, to))
  await write(line, way, chunk.subarray(0, room))
  const exchange = watchedOf.get(link)?.exchange
  if (exchange && side === 'down' && !to.destroyed && !link.isOrphan) exchange.isAnswered = true
  if (chunk.length < room) return
  if (toxic.resetAfterBytes !== undefined) link.reset()
  else if (toxic.endAfterBytes !== undefined) endBoth(link)
}

/** Its client is about to be killed: nobody knows whether it still hears the last answer. */
export function abandon(link: Link): void {
  link.isOrphan = true
  const exchange = watchedOf.get(link)?.exchange
  if (exchange) exchange.isAnswered = false
}

function toxicOf({ toxics }: ProxiedLine, { link, side }: Way): Toxic {
  return link.luck < (toxics.toxicity ?? 1) ? (toxics[side] ?? {}) : {}
}

function delayMs({ latencyMs = 0, jitterMs = 0 }: Toxic, random: () => number): number {
  return latencyMs + (jitterMs > 0 ? jitterMs * (2 * random() - 1) : 0)
}

function trapped(line: ProxiedLine, { link, side }: Way, chunk: Uint8Array): Promise<void> | null {
  const watched = watchedOf.get(link) ?? {
    armed: null,
    exchange: { head: '', sentBytes: 0, isAnswered: false },
  }
  watchedOf.set(link, watched)
  return side === 'up' ? line.traps.up(watched, chunk) : line.traps.down(watched)
}

const roomOf = (limit: number | undefined, to: Link['client']) =>
  limit === undefined ? Number.POSITIVE_INFINITY : Math.max(0, limit - (passedOf.get(to) ?? 0))

async function write(line: ProxiedLine, way: Way, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length && !way.to.destroyed; ) {
    // Asked for each piece, so that a line that is mended meanwhile is fast at once.
    const bytesPerSecond = toxicOf(line, way).bytesPerSecond ?? line.bytesPerSecond
    const part = chunk.subarray(at, at + Math.ceil(bytesPerSecond / PIECES_A_SECOND))
    await itsTurn(way, part.length / bytesPerSecond)
    await send(line, way, part)
    at += part.length
  }
}

/** Waits until a line that was busy so far has carried these bytes, too. */
async function itsTurn(way: Way, seconds: number): Promise<void> {
  const nowMs = performance.now()
  way.busyUntil = Math.max(nowMs, way.busyUntil) + seconds * 1000
  // No timer is finer, and what is early by less is late the next time.
  if (way.busyUntil - nowMs >= FINEST_MS) await Bun.sleep(way.busyUntil - nowMs)
}

async function send(line: ProxiedLine, { side, to }: Way, chunk: Uint8Array): Promise<void> {
  if (chunk.length === 0 || to.destroyed || to.writableEnded) return
  line.stats[side === 'up' ? 'bytesUp' : 'bytesDown'] += chunk.length
  passedOf.set(to, (passedOf.get(to) ?? 0) + chunk.length)
  if (to.write(chunk)) return
  await new Promise<void>(resolve => {
    const go = () => {
      to.off('drain', go)
      to.off('close', go)
      resolve()
    }
    to.on('drain', go)
    to.on('close', go)
  })
}

// What was written before must still arrive, so this is an end and not a destruction.
function endBoth({ client, target }: Link): void {
  client.end()
  target.end()
  client.resume()
  target.resume()
}
