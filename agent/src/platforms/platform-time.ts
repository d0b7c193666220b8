import type { Reply, Wire } from './http.ts'

/** When an answer was given, by the platform's clock; ours may be set at any moment. */
export const timeOf = (reply: Pick<Reply, 'headers'>, wire: Pick<Wire, 'now'>): number =>
  Date.parse(reply.headers.get('date') ?? '') || wire.now()
