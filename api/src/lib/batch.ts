import { setImmediate } from 'node:timers'
import type { Db } from '@content/db'

interface Waiting<K, V> {
  key: K
  resolve(value: V): void
  reject(error: unknown): void
}

interface Limits<K> {
  /** How many questions go together at most. */
  mostTogether: number
  /** How many such rounds may be under way at once; what comes meanwhile waits for the next. */
  mostUnderWay: number
  /** Two that are the same by this never go together. */
  apart?: (key: K) => unknown
}

const LIMITS = { mostTogether: 100, mostUnderWay: 4 }

/** `batching` for each database on its own; inside a transaction a question goes alone. */
export function batched<K, V>(
  ask: (db: Db, keys: K[]) => Promise<readonly V[]>,
  apart?: (key: K) => unknown,
) {
  const asking = new WeakMap<Db, (key: K) => Promise<V>>()
  return async (db: Db, key: K): Promise<V> => {
    // Safe: `ask` answers every key.
    if (db.isTransaction) return (await ask(db, [key]))[0] as V
    const known = asking.get(db)
    if (known) return known(key)
    const fresh = batching<K, V>(keys => ask(db, keys), { ...LIMITS, ...(apart && { apart }) })
    asking.set(db, fresh)
    return fresh(key)
  }
}

/**
 * Puts the questions of requests that come at the same time together into one: `ask` is handed
 * their keys and answers in their order. A question is only ever answered by a round that began
 * after it was asked, so nobody is told what was true before they came.
 */
export function batching<K, V>(
  ask: (keys: K[]) => Promise<readonly V[]>,
  { mostTogether, mostUnderWay, apart }: Limits<K>,
): (key: K) => Promise<V> {
  const waiting: Waiting<K, V>[] = []
  let underWay = 0
  let isSet = false
  const begin = () => {
    isSet = false
    while (waiting.length > 0 && underWay < mostUnderWay) {
      void answer(taken())
    }
  }
  const taken = () => {
    const firsts = waiting.splice(0, mostTogether)
    if (!apart) return firsts
    const seen = new Set<unknown>()
    const [now, later] = [[] as typeof firsts, [] as typeof firsts]
    for (const one of firsts) {
      const name = apart(one.key)
      if (seen.has(name)) later.push(one)
      else now.push(one)
      seen.add(name)
    }
    waiting.unshift(...later)
    return now
  }
  const answer = async (asked: Waiting<K, V>[]) => {
    underWay += 1
    try {
      const values = await ask(asked.map(({ key }) => key))
      // Safe: `ask` answers every key, in order.
      for (const [at, { resolve }] of asked.entries()) resolve(values[at] as V)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    } finally {
      underWay -= 1
      begin()
    }
  }
  return key =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (isSet) return
      isSet = true
      // After everything that has already arrived was read.
      setImmediate(begin)
    })
}
