import type { Grant } from '@content/api/contract'
import { asked, type Server } from '../outside/server.ts'
import { MINUTE_MS } from './setback.ts'

export type Grants = ReturnType<typeof openGrants>

/** Access tokens, held in memory only, one request at a time for each connection. */
export function openGrants(server: Server, now: () => number) {
  const held = new Map<string, Grant>()
  const asking = new Map<string, Promise<Grant>>()

  const ask = (connection: { id: string; platform: Grant['connection']['platform'] }) => {
    const running = asking.get(connection.id)
    if (running) return running
    const input = { platform: connection.platform, connectionId: connection.id }
    const answer = asked(server.connection.grant.query(input))
      .then(grant => {
        held.set(connection.id, grant)
        return grant
      })
      .finally(() => asking.delete(connection.id))
    asking.set(connection.id, answer)
    return answer
  }

  return {
    /** A grant that still lives for a few minutes. */
    grant: async (connection: Parameters<typeof ask>[0]): Promise<Grant> => {
      const grant = held.get(connection.id)
      const isFresh = grant && Date.parse(grant.expiresAt) - now() > 5 * MINUTE_MS
      return isFresh ? grant : ask(connection)
    },
    /** After a refusal: forget the token at hand and ask again. */
    renew: (connection: Parameters<typeof ask>[0]): Promise<Grant> => {
      held.delete(connection.id)
      return ask(connection)
    },
  }
}
