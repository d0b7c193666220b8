/** A moment in the life of one request, named by the first bytes of its head. */
export interface Trap {
  /** What the head of the request looks like: `POST /upload/…`. */
  request: RegExp
  /**
   * `asked`: the request arrives and nothing of it is passed on. `sending`: so many bytes of it
   * have been passed on. `answered`: all of it was, and the answer is held back.
   */
  moment: 'asked' | 'sending' | 'answered'
  afterBytes?: number
}

export interface Sprung {
  /** The request's first line. */
  request: string
  /** Lets what is held go on its way. */
  release(): void
}

interface Armed extends Trap {
  spring: (sprung: Sprung) => void
}

/** One request as the line saw it. */
export interface Exchange {
  /** Its first line and its headers, without what is secret. */
  head: string
  /** Head and body, as far as they were taken from the sender. */
  sentBytes: number
  /** Its answer, or the start of it, was passed on. */
  isAnswered: boolean
}

/** What one connection is doing, as far as traps care. */
export interface Watched {
  armed: Armed | null
  exchange: Exchange
}

export interface Traps {
  readonly exchanges: readonly Exchange[]
  trap(trap: Trap): { sprung: Promise<Sprung>; disarm(): void }
  /** Bytes go up: resolves when they may; the answer says whether something was held meanwhile. */
  up(watched: Watched, chunk: Uint8Array): Promise<void> | null
  /** Bytes come down. */
  down(watched: Watched): Promise<void> | null
  releaseAll(): void
}

const HEAD = /^(?:GET|POST|PUT|DELETE|PATCH) [^\r\n]+\r\n/
const SECRET = /^(?:authorization|x-api-key|cookie):.*\r\n/gim
const HEAD_BYTES = 2048

/** Traps that hold a request at the wanted moment, once each. */
export function makeTraps(): Traps {
  const armed = new Set<Armed>()
  const exchanges: Exchange[] = []
  const releases = new Set<() => void>()
  const hold = (one: Armed, { head }: Exchange) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const release = () => {
      releases.delete(release)
      resolve()
    }
    releases.add(release)
    one.spring({ request: head.split('\r\n')[0] ?? '', release })
    return promise
  }
  return {
    exchanges,
    trap(trap) {
      const { promise, resolve } = Promise.withResolvers<Sprung>()
      const one: Armed = { ...trap, spring: resolve }
      armed.add(one)
      return { sprung: promise, disarm: () => void armed.delete(one) }
    },
    up(watched, chunk) {
      const head = headOf(chunk)
      if (head) {
        const found = [...armed].find(one => one.request.test(head))
        if (found) armed.delete(found)
        const exchange = { head, sentBytes: 0, isAnswered: false }
        exchanges.push(exchange)
        Object.assign(watched, { armed: found ?? null, exchange })
      }
      const { armed: one, exchange } = watched
      exchange.sentBytes += chunk.length
      if (!one || one.moment === 'answered') return null
      if (one.moment === 'sending' && exchange.sentBytes <= (one.afterBytes ?? 0)) return null
      watched.armed = null
      return hold(one, exchange)
    },
    down(watched) {
      const { armed: one, exchange } = watched
      if (!one) return null
      watched.armed = null
      // A request that is answered before it grew so long is held at its answer.
      return hold(one, exchange)
    },
    releaseAll() {
      for (const release of releases) release()
    },
  }
}

function headOf(chunk: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(chunk.subarray(0, HEAD_BYTES))
  return HEAD.test(start) ? start.split('\r\n\r\n')[0]?.replace(SECRET, '') : undefined
}
