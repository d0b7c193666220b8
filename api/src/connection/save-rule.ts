import type { Connection, PublishRule } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sealedConnection, updateRule } from './connection.queries.ts'
import { toConnection } from './connection.rules.ts'

/** Writes down what the creator agreed to for one connection. */
export async function saveRule(
  ctx: ByPerson,
  input: { connectionId: string; rule: PublishRule },
): Promise<Connection> {
  const key = { workspaceId: ctx.actor.workspaceId, connectionId: input.connectionId }
  const saved = await updateRule(ctx.db, key, input.rule)
  if (saved) return toConnection(saved)
  const row = await sealedConnection(ctx.db, key)
  if (!row || row.state === 'disconnected') throw new Fault('not_found')
  throw new Fault('invalid', 'That rule is for another platform.')
}
