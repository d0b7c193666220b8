import type { Connection, PublishRule } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { sealedConnection, updateRule } from './connection.queries.ts'
import { toConnection } from './connection.rules.ts'

/** Writes down what the creator agreed to for one connection. */
export async function saveRule(
  ctx: ByPerson,
  input: { connectionId: string; rule: PublishRule },
): Promise<Connection> {
  const key = { workspaceId: ctx.actor.workspaceId, connectionId: input.connectionId }
  return inTx(ctx, async tx => {
    const row = await sealedConnection(tx.db, key)
    if (!row || row.state === 'disconnected') throw new Fault('not_found')
    const saved = await updateRule(tx.db, key, input.rule)
    if (!saved) throw new Fault('invalid', 'That rule is for another platform.')
    const target = `connection:${input.connectionId}`
    const [before, after] = [shown(toConnection(row).rule), shown(input.rule)]
    const detail = { platform: input.rule.platform, before, after }
    await writeAudit(tx, { action: 'sensitive_update:rule', target, detail })
    return toConnection(saved)
  })
}

const shown = ({ platform: _, ...rule }: PublishRule) => Object.fromEntries(Object.entries(rule))
