import type { MiddlewareHandler } from 'hono'
import type { Config } from '../../config.ts'
import { Fault } from '../../lib/fault.ts'
import { ALIVE_PATHS, READY_PATH } from '../health-paths.ts'

/**
 * Answers only who calls us by a name of ours. A stranger's name can be made to lead here, and a
 * browser would then hand our answers to the stranger's page (DNS rebinding).
 */
export function ownHost({ hosts, metrics }: Pick<Config, 'hosts' | 'metrics'>): MiddlewareHandler {
  // A supervisor calls by address, or by no name at all; a token is no browser's to send.
  const anyName = [...ALIVE_PATHS, READY_PATH, ...(metrics.kind === 'token' ? ['/metrics'] : [])]
  // Nearly all come by the name of the one before, and reading it takes longer than it sounds.
  let lastOwn: string | undefined
  return (c, next) => {
    const host = c.req.header('Host') ?? ''
    if (host === lastOwn || anyName.includes(c.req.path)) return next()
    const url = `http://${host}`
    if (URL.canParse(url) && hosts.includes(new URL(url).hostname)) {
      lastOwn = host
      return next()
    }
    throw new Fault('invalid', 'The Host header names no address of ours.')
  }
}
