import type { z } from 'zod'
import type { TellWaiting } from '../../../contract/index.ts'
import type { ByKey } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { countConnections, replaceWaiting, writeAboutDevice } from './waiting.queries.ts'

/** Keeps what a device says is waiting there, so that the dashboard shows it. */
export async function tellWaiting(
  ctx: ByKey,
  { items, device }: z.output<typeof TellWaiting>,
): Promise<{ ok: true }> {
  const { workspaceId, deviceId } = ctx.actor
  const named = [...new Set(items.map(item => item.connectionId))]
  const found = await countConnections(ctx.db, workspaceId, named)
  if (found < named.length) throw new Fault('not_found')
  await replaceWaiting(ctx.db, { workspaceId, deviceId }, { items, now: ctx.now() })
  if (device) await writeAboutDevice(ctx.db, { workspaceId, deviceId }, device)
  // Whoever watches reads everything again, whichever id the news is about.
  await ctx.shared.live.publish(workspaceId, deviceId)
  return { ok: true }
}
