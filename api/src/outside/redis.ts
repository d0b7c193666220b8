import { Redis } from 'ioredis'
import type { Log } from './log.ts'

/** Where shared counters and live news go; `memory` serves a single process. */
export type StoreSettings = { kind: 'memory' } | { kind: 'redis'; url: string }

const COMMAND_TIMEOUT_MS = 1000
const READY_TIMEOUT_MS = 2000
const LONGEST_PAUSE_MS = 1000

const shared = {
  connectTimeout: 1000,
  keepAlive: 10_000,
  autoResendUnfulfilledCommands: false,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_PAUSE_MS),
}

/** A connection whose commands fail at once while Redis is away, and that finds its way back. */
export function commandConnection(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    ...shared,
    enableOfflineQueue: false,
    // What requests of one moment ask goes in one write; a write costs more than the command.
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    // A frozen server keeps its socket open; only silence tells, so the socket is dropped.
    socketTimeout: COMMAND_TIMEOUT_MS,
  })
  return reporting(redis, log)
}

/** A connection that only listens; it takes its channels up again by itself. */
export function listeningConnection(url: string, log: Log): Redis {
  return reporting(new Redis(url, { ...shared, maxRetriesPerRequest: null }), log)
}

/** Waits until Redis answers, but not for long: a server that is away must not stop ours. */
export async function readyOrLate(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, READY_TIMEOUT_MS)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function reporting(redis: Redis, log: Log): Redis {
  let isAway = false
  let reason = 'the connection ended'
  redis.on('error', (error: Error) => {
    reason = error.message
  })
  redis.on('reconnecting', () => {
    if (!isAway) log.warn('redis is away', { reason })
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) log.info('redis is back')
    isAway = false
  })
  return redis
}
