import type { Grant } from '@content/api/contract'
import { MINUTE_MS } from '../lib/durations.ts'
import { callServer, type Server } from './server.ts'

type Holder = Pick<Grant['connection'], 'id' | 'platform'>
export type Grants = ReturnType<typeof openGrants>

/** Access tokens, held in memory only, one request at a time for each connection. */
export function openGrants(server: Server, now: () => number) {
  const held = new Map<string, Grant>()
  const asking = new Map<string, Promise<Grant>>()

  const ask = ({ id, platform }: Holder, refused?: Grant) => {
    const running = asking.get(id)
    if (running) return running
    const input = {
      platform,
      connectionId: id,
      // The server may hold the same dead token for fresh; it is told which one, not what it is.
      ...(refused && { refused: digestOf(refused.accessToken) }),
    }
    const answer = callServer(server.connection.grant.query(input))
      .then(grant => {
        held.set(id, grant)
        return grant
      })
      .finally(() => asking.delete(id))
    asking.set(id, answer)
    return answer
  }

  return {
    /** A grant that still lives for a few minutes. */
    grant: async (connection: Holder): Promise<Grant> => {
      const grant = held.get(connection.id)
      const isFresh = grant && Date.parse(grant.expiresAt) - now() > 5 * MINUTE_MS
      return isFresh ? grant : ask(connection)
    },
    /** What the server says now, for what may have been allowed since. */
    again: (connection: Holder): Promise<Grant> => ask(connection),
    /** After a refusal: forget the token at hand and ask again. */
    renew: (connection: Holder): Promise<Grant> => {
      const refused = held.get(connection.id)
      held.delete(connection.id)
      return ask(connection, refused)
    },
  }
}

const digestOf = (token: string) => new Bun.CryptoHasher('sha256').update(token).digest('hex')
