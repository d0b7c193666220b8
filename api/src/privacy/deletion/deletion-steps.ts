import { Platform } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import { erasePersonFromAudits } from '../../audit/erase-person.queries.ts'
import { forgetConnection } from '../../connection/connection.queries.ts'
import { isSignInShared } from '../../connection/owner.queries.ts'
import type { Context } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import { dropPartsOf } from '../export/export-parts.queries.ts'
import {
  customerOf,
  type Deletion,
  type DeletionSubject,
  hastenDeletion,
  insertDeletion,
  membershipsOf,
  ownersOf,
  partings,
  personOf,
  promoteHeir,
  sealedOf,
} from './deletion.queries.ts'
import { erasePerson, eraseWorkspace } from './erase.queries.ts'
import { giveHomes } from './give-homes.ts'
import { bury } from './tombstones.ts'

export type DeletionCtx = Pick<
  Context,
  ('db' | 'now' | 'config' | 'vault' | 'platforms') | ('payments' | 'files' | 'shared')
>

/** Done when it returns, with what is worth noting; tried again later when it throws. */
interface Step {
  name: string
  take(ctx: DeletionCtx, deletion: Deletion): Promise<string[]>
}

// A platform that does not answer for a day holds nobody's deletion up any longer.
const MOST_TRIES = 5

/** What is done to end a subject; each may be done twice, for a crash can come after it. */
export const STEPS: Record<DeletionSubject, Step[]> = {
  workspace: [
    { name: 'platforms', take: takeAccessBack },
    { name: 'payments', take: endPayments },
    { name: 'files', take: removeFiles },
    { name: 'goodbye', take: sayGoodbye },
    { name: 'homes', take: keepHomes },
    { name: 'rows', take: eraseWorkspaceRows },
  ],
  person: [
    { name: 'workspaces', take: leaveWorkspaces },
    { name: 'files', take: removeFiles },
    { name: 'goodbye', take: sayGoodbye },
    { name: 'rows', take: erasePersonRows },
  ],
}

async function takeAccessBack(ctx: DeletionCtx, { subjectId, tries }: Deletion): Promise<string[]> {
  const notes: string[] = []
  for (const row of await sealedOf(ctx.db, subjectId)) {
    const platform = Platform.parse(row.platform)
    const key = { workspaceId: subjectId, connectionId: row.connection_id }
    try {
      const tokens = ctx.vault.open({ ...key, platform }, row.sealed ?? '')
      if (!(await isSignInShared(ctx.db, key))) await ctx.platforms.ours[platform].revoke(tokens)
    } catch (error) {
      if (tries + 1 < MOST_TRIES) throw error
      notes.push(`${platform} did not take its access back`)
    }
    await forgetConnection(ctx.db, key)
  }
  return notes
}

async function endPayments(ctx: DeletionCtx, { subjectId }: Deletion): Promise<string[]> {
  const customerId = await customerOf(ctx.db, subjectId)
  if (customerId === undefined) return []
  if (!ctx.payments) return ['payments are not set up, so a customer may be left there']
  await bury(ctx, [{ subject: 'customer', id: customerId }])
  // Not given up on: somebody who is gone must not go on paying.
  await ctx.payments.dropCustomer(customerId, `drop:${customerId}`)
  return []
}

async function removeFiles(ctx: DeletionCtx, { subject, subjectId }: Deletion): Promise<string[]> {
  await dropPartsOf(ctx.db, subject, subjectId)
  return []
}

/** The last mail belongs to nobody any more, or it would go with them before it is sent. */
async function sayGoodbye(ctx: DeletionCtx, deletion: Deletion): Promise<string[]> {
  const { subject, subjectId, deletionId } = deletion
  const person = subject === 'person' ? await personOf(ctx.db, subjectId) : undefined
  const all = subject === 'person' ? [person] : await ownersOf(ctx.db, subjectId)
  for (const [n, to] of all.entries()) {
    if (!to) continue
    await enqueueMail(ctx.db, ctx.vault, {
      ...{ personId: null, workspaceId: null, kind: 'account_deleted' },
      onceKey: `deleted ${deletionId} ${n}`,
      to: to.email,
      data: { name: to.name },
    })
  }
  return []
}

async function keepHomes(ctx: DeletionCtx, { subjectId }: Deletion): Promise<string[]> {
  await giveHomes(ctx, subjectId)
  return []
}

async function eraseWorkspaceRows(ctx: DeletionCtx, { subjectId }: Deletion): Promise<string[]> {
  // First, so that a restore of any later moment knows of it.
  await bury(ctx, [{ subject: 'workspace', id: subjectId }])
  await eraseWorkspace(ctx.db, subjectId, ctx.now())
  await ctx.shared.limits.forget(`w:${subjectId}`)
  return []
}

async function erasePersonRows(ctx: DeletionCtx, deletion: Deletion): Promise<string[]> {
  const { subjectId } = deletion
  // Once more, for whoever left a workspace to them in between.
  await leaveWorkspaces(ctx, deletion)
  await bury(ctx, [{ subject: 'person', id: subjectId }])
  await erasePersonFromAudits(ctx, subjectId)
  await erasePerson(ctx.db, subjectId)
  return []
}

/** Workspaces with nobody else in them go along; one without another owner gets one. */
async function leaveWorkspaces(ctx: DeletionCtx, { subjectId }: Deletion): Promise<string[]> {
  const { handOver, goesAlong } = partings(await membershipsOf(ctx.db, subjectId))
  for (const { id: workspaceId } of handOver) await handOn(ctx, workspaceId, subjectId)
  for (const { id } of goesAlong) await endAlong(ctx, id)
  return []
}

function handOn(ctx: DeletionCtx, workspaceId: string, personId: string): Promise<void> {
  return inTx(ctx, async tx => {
    const heir = await promoteHeir(tx.db, workspaceId, personId)
    const target = `person:${heir}`
    await writeAudit(tx, { workspaceId, action: 'privilege_permissions_changed:owner', target })
  })
}

/** Has steps of its own, with nobody left in it to be told. */
async function endAlong(ctx: DeletionCtx, workspaceId: string): Promise<void> {
  const now = ctx.now()
  const along = { subject: 'workspace', subjectId: workspaceId, now, dueAt: now } as const
  await insertDeletion(ctx.db, along)
  await hastenDeletion(ctx.db, along)
}
