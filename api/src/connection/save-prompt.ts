import type { Connection, SaveChannelPrompt } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { updatePrompt } from './connection.queries.ts'
import { toConnection } from './connection.rules.ts'

/** Saves the creator's wishes for the words on one channel, where the plan has own prompts. */
export async function savePrompt(
  ctx: ByPerson,
  { connectionId, prompt }: SaveChannelPrompt,
): Promise<Connection> {
  requireFeature(ctx.actor.plan, 'ownPrompts')
  const key = { workspaceId: ctx.actor.workspaceId, connectionId }
  const saved = await updatePrompt(ctx.db, key, prompt || null)
  if (!saved) throw new Fault('not_found')
  return toConnection(saved)
}
