import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { GiveOrder, OrderRow } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import {
  countOpenOrders,
  holdDeviceForOrder,
  insertOrder,
  isAimKnown,
  orderById,
} from './order.queries.ts'
import { asOrderRow, whyAimless } from './order.rules.ts'

type Given = z.output<typeof GiveOrder>

/** More than a person asks for, even of a computer that was away for long. */
const MOST_OPEN = 2000

/** Writes down what a device is to do, and tells it at once if it listens. */
export async function giveOrder(ctx: ByPerson, given: Given): Promise<{ order: OrderRow }> {
  const { workspaceId } = ctx.actor
  const aimless = whyAimless(given)
  if (aimless) throw new Fault('invalid', aimless)
  await inTx(ctx, tx => writeOrder(tx, given))
  await ctx.shared.live.publish(workspaceId, given.deviceId)
  const row = await orderById(ctx.db, workspaceId, given.id)
  if (!row) throw new Fault('not_found')
  return { order: asOrderRow(row, ctx.now()) }
}

async function writeOrder(ctx: ByPerson, given: Given): Promise<void> {
  const { db, actor } = ctx
  const { workspaceId } = actor
  // Held first: orders of one device get their numbers one after the other.
  const isThere = await holdDeviceForOrder(db, workspaceId, given.deviceId)
  if (!isThere || !(await isAimKnown(db, workspaceId, given))) throw new Fault('not_found')
  const before = await orderById(db, workspaceId, given.id)
  if (before) return requireSame(before, given)
  const open = await countOpenOrders(db, workspaceId, given.deviceId)
  if (open >= MOST_OPEN) {
    throw new Fault('conflict', 'That computer has too much to do already. Switch it on first.')
  }
  const inserted = await insertOrder(db, { ...given, workspaceId, by: actor.personId }, ctx.now())
  if (!inserted) throw anotherOne()
  const target = `device:${given.deviceId}`
  await writeAudit(ctx, {
    action: 'sensitive_create:order',
    target,
    detail: { wish: given.wish.kind },
  })
}

type Before = NonNullable<Awaited<ReturnType<typeof orderById>>>

function requireSame(before: Before, { deviceId, sha256, connectionId, wish }: Given): void {
  const then = [before.device_id, before.sha256, before.connection_id, before.wish]
  if (!isDeepStrictEqual(then, [deviceId, sha256, connectionId, asStored(wish)])) throw anotherOne()
}

/** As it comes back from the database, where nothing is undefined. */
const asStored = (wish: Given['wish']): unknown => JSON.parse(JSON.stringify(wish))

const anotherOne = () => new Fault('conflict', 'Something else was asked for under this id.')
