import type { MiddlewareHandler } from 'hono'
import { Fault } from '../../lib/fault.ts'

const JSON_TYPE = /^application\/json\s*(;|$)/i

/**
 * Refuses a call whose body is not called JSON. tRPC would take forms as well, which any page can
 * send without asking, and refuses the rest in an answer that is itself not called JSON.
 */
export const onlyJson: MiddlewareHandler = (c, next) => {
  const type = c.req.header('Content-Type') ?? ''
  if (c.req.method === 'POST' && !JSON_TYPE.test(type)) throw new Fault('media_type')
  return next()
}
