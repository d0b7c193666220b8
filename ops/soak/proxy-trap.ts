/** A moment in the life of one request, named by the first bytes of its head. */
export interface Trap {
  /** What the first line of the request looks like: `POST /upload/…`. */
  request: RegExp
  /**
   * `asked`: the request arrives and nothing of it is passed on. `sending`: so many bytes of it have
   * been passed on. `answered`: all of it was, and the answer is held back.
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

/** What one connection is doing, as far as traps care. */
export interface Watched {
  armed: Armed | null
  request: string
  sentBytes: number
}

export interface Traps {
  trap(trap: Trap): { sprung: Promise<Sprung>; disarm(): void }
  /** Bytes go up: resolves when they may; the answer says whether something was held meanwhile. */
  up(watched: Watched, chunk: Uint8Array): Promise<void> | null
  /** Bytes come down. */
  down(watched: Watched): Promise<void> | null
  releaseAll(): void
}

const HEAD = /^(?:GET|POST|PUT|DELETE|PATCH) [^\r\n]+/

/** Traps that hold a request at the wanted moment, once each. */
export function makeTraps(): Traps {
  const armed = new Set<Armed>()
  const releases = new Set<() => void>()
  const hold = (one: Armed, request: string) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const release = () => {
      releases.delete(release)
      resolve()
    }
    releases.add(release)
    one.spring({ request, release })
    return promise
  }
  return {
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
        Object.assign(watched, { armed: found ?? null, request: head, sentBytes: 0 })
      }
      const { armed: one, request } = watched
      watched.sentBytes += chunk.length
      if (!one || one.moment === 'answered') return null
      if (one.moment === 'sending' && watched.sentBytes <= (one.afterBytes ?? 0)) return null
      watched.armed = null
      return hold(one, request)
    },
    down(watched) {
      const { armed: one, request } = watched
      if (!one) return null
      watched.armed = null
      // A request that is answered before it grew so long is held at its answer.
      return hold(one, request)
    },
    releaseAll() {
      for (const release of releases) release()
    },
  }
}

function headOf(chunk: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(chunk.subarray(0, 2048))
  return HEAD.exec(start)?.[0]
}
