import { Buffer } from 'node:buffer'
import type { PreviewsSent, SendPreviews } from '../../contract/index.ts'
import type { ByKey } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { insertPreviews, publicationsShown, sharesPreviews } from './preview.queries.ts'
import { type Picture, pictureFrom } from './preview.rules.ts'

type Ctx = Pick<ByKey, 'db' | 'now' | 'actor' | 'shared'>

/** Keeps the small pictures of a video, as long as the workspace wants to see any. */
export async function sendPreviews(
  ctx: Ctx,
  { sha256, pictures }: SendPreviews,
): Promise<PreviewsSent> {
  const { workspaceId, deviceId } = ctx.actor
  const taken = pictures.map(pictureOf)
  const isKept = await inTx(ctx, async ({ db, now }) => {
    if (!(await sharesPreviews(db, workspaceId, 'locked'))) return false
    await insertPreviews(db, { workspaceId, sha256 }, { pictures: taken, now: now() })
    return true
  })
  if (!isKept) return { outcome: 'notWanted' }
  const shown = await publicationsShown(ctx.db, { workspaceId, sha256 })
  // What only waits is told under its computer's id.
  for (const id of [deviceId, ...shown]) await ctx.shared.live.publish(workspaceId, id)
  return { outcome: 'kept' }
}

function pictureOf(base64: string, at: number): Picture {
  const picture = pictureFrom(Buffer.from(base64, 'base64'))
  if (!('wrong' in picture)) return picture
  throw new Fault('invalid', picture.wrong, { fields: { [`pictures.${at}`]: picture.wrong } })
}
