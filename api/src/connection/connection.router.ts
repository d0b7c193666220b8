import { z } from 'zod'
import {
  Connection,
  FinishConnection,
  Grant,
  Platform,
  PublishRule,
  Sha256,
  StartConnection,
} from '../../contract/index.ts'
import type { Meta } from '../trpc.ts'
import { byKey, byPerson, router, signedIn } from '../trpc.ts'
import { listConnections } from './connection.queries.ts'
import { toConnection } from './connection.rules.ts'
import { disconnectConnection } from './disconnect-connection.ts'
import { finishConnection } from './finish-connection.ts'
import { grantAccess } from './grant-access.ts'
import { initiateConnection } from './initiate-connection.ts'
import { ownProjectProcedures } from './own-project.router.ts'
import { saveRule } from './save-rule.ts'

const OneConnection = z.object({ platform: Platform, connectionId: z.uuid().optional() })
/** `refused` is the SHA-256 in hex of a granted token that the platform did not take. */
const WantedGrant = OneConnection.extend({ refused: Sha256.optional() })
type Route = NonNullable<Meta['openapi']>
const rest = (method: Route['method'], path: Route['path'], summary: string): Route => ({
  method,
  path,
  tags: ['connection'],
  protect: true,
  summary,
})
const connecting = { name: 'connecting', points: 60, windowSeconds: 600, by: 'workspace' } as const

export const connectionRouter = router({
  ...ownProjectProcedures,

  list: signedIn('viewer', 'read')
    .meta({ openapi: rest('GET', '/oauth/connections', 'Every connected channel') })
    .output(z.object({ connections: z.array(Connection) }))
    .query(async ({ ctx }) => {
      const rows = await listConnections(ctx.db, ctx.actor.workspaceId)
      return { connections: rows.map(toConnection) }
    }),

  initiate: byPerson('admin')
    .meta({
      openapi: rest('POST', '/oauth/{platform}/initiate', 'Begin a connection'),
      limit: connecting,
      refuses: ['unavailable'],
    })
    .input(StartConnection)
    .output(z.object({ authorizationUrl: z.url(), state: z.string() }))
    .mutation(({ ctx, input }) => initiateConnection(ctx, input.platform)),

  callback: byPerson('admin')
    .meta({
      openapi: rest('POST', '/oauth/{platform}/callback', 'Finish a connection'),
      limit: connecting,
      refuses: ['conflict', 'upstream', 'unavailable'],
    })
    .input(FinishConnection)
    .output(Connection)
    .mutation(({ ctx, input }) => finishConnection(ctx, input)),

  grant: byKey('editor', 'grant')
    .meta({
      openapi: rest('GET', '/oauth/{platform}/credentials', 'A short-lived access token'),
      refuses: ['not_found', 'conflict', 'connection_lost', 'upstream', 'unavailable'],
    })
    .input(WantedGrant)
    .output(Grant)
    .query(({ ctx, input }) => grantAccess(ctx, input)),

  disconnect: byPerson('admin')
    .meta({
      openapi: rest('DELETE', '/oauth/{platform}/credentials', 'Revoke and forget'),
      refuses: ['not_found', 'conflict'],
    })
    .input(OneConnection)
    .output(Connection)
    .mutation(({ ctx, input }) => disconnectConnection(ctx, input)),

  saveRule: byPerson('admin')
    .input(z.object({ connectionId: z.uuid(), rule: PublishRule }))
    .output(Connection)
    .mutation(({ ctx, input }) => saveRule(ctx, input)),
})
