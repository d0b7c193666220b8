import { z } from 'zod'
import {
  Connection,
  FinishConnection,
  Grant,
  Platform,
  PublishRule,
  SaveChannelPrompt,
  Sha256,
  StartConnection,
} from '../../contract/index.ts'
import { byKey, byPerson, router, signedIn } from '../trpc.ts'
import { listConnections } from './connection.queries.ts'
import { toConnection } from './connection.rules.ts'
import { disconnectConnection } from './disconnect-connection.ts'
import { finishConnection } from './finish-connection.ts'
import { checkAccess, grantAccess } from './grant-access.ts'
import { initiateConnection } from './initiate-connection.ts'
import { ownProjectProcedures } from './own-project/own-project.router.ts'
import { REST } from './rest-calls.ts'
import { savePrompt } from './save-prompt.ts'
import { saveRule } from './save-rule.ts'

const OneConnection = z.object({ platform: Platform, connectionId: z.uuid().optional() })
/** `refused` is the SHA-256 in hex of a granted token that the platform did not take. */
const WantedGrant = OneConnection.extend({ refused: Sha256.optional() })

export const connectionRouter = router({
  ...ownProjectProcedures,

  list: signedIn('viewer', 'read')
    .meta(REST.list)
    .output(z.object({ connections: z.array(Connection) }))
    .query(async ({ ctx }) => {
      const rows = await listConnections(ctx.db, ctx.actor.workspaceId)
      return { connections: rows.map(toConnection) }
    }),

  initiate: byPerson('admin')
    .meta(REST.initiate)
    .input(StartConnection)
    .output(z.object({ authorizationUrl: z.url(), state: z.string() }))
    .mutation(({ ctx, input }) => initiateConnection(ctx, input)),

  callback: byPerson('admin')
    .meta(REST.callback)
    .input(FinishConnection)
    .output(Connection)
    .mutation(({ ctx, input }) => finishConnection(ctx, input)),

  grant: byKey('editor', 'grant')
    .meta(REST.grant)
    .input(WantedGrant)
    .output(Grant)
    .query(({ ctx, input }) => grantAccess(ctx, input)),

  check: byKey('editor', 'grant')
    .input(OneConnection)
    .output(Connection)
    .query(({ ctx, input }) => checkAccess(ctx, input)),

  disconnect: byPerson('admin')
    .meta(REST.disconnect)
    .input(OneConnection)
    .output(Connection)
    .mutation(({ ctx, input }) => disconnectConnection(ctx, input)),

  saveRule: byPerson('admin')
    .input(z.object({ connectionId: z.uuid(), rule: PublishRule }))
    .output(Connection)
    .mutation(({ ctx, input }) => saveRule(ctx, input)),

  savePrompt: byPerson('editor')
    .input(SaveChannelPrompt)
    .output(Connection)
    .mutation(({ ctx, input }) => savePrompt(ctx, input)),
})
