import {
  type DataSubject,
  DELETION_GRACE_DAYS,
  type PlannedDeletion,
} from '../../../contract/index.ts'
import { deleteKeysOf, deleteSessions } from '../../account/session/session.queries.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { DAY_MS } from '../../lib/time.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import { holdMembers, roleOf } from '../../workspace/member/member.queries.ts'
import {
  deletionOf,
  insertDeletion,
  membershipsOf,
  partings,
  personOf,
  shutWorkspace,
} from './deletion.queries.ts'

/**
 * Plans the end of a person or a workspace. Whatever lets anybody in stops now; the data goes when
 * the days of grace are over. Whoever signs in again until then can take it back.
 */
export function requestDeletion(ctx: ByPerson, subject: DataSubject): Promise<PlannedDeletion> {
  const { workspaceId, personId } = ctx.actor
  return inTx(ctx, async tx => {
    if (subject === 'workspace') await requireOwner(tx)
    else await requireHeirs(tx)
    const subjectId = subject === 'person' ? personId : workspaceId
    const now = tx.now()
    const dueAt = new Date(now.getTime() + DELETION_GRACE_DAYS * DAY_MS)
    const planned =
      (await insertDeletion(tx.db, { subject, subjectId, now, dueAt })) ??
      (await deletionOf(tx.db, subjectId))
    if (!planned) throw new Fault('conflict')
    if (subject === 'workspace') await shutWorkspace(tx.db, workspaceId, now)
    else {
      await deleteSessions(tx.db, personId, { now })
      await deleteKeysOf(tx.db, personId)
    }
    await tell(tx, subjectId, planned.due_at)
    await writeAudit(tx, { action: 'sensitive_delete:asked', detail: { subject } })
    return { askedAt: planned.asked_at.toISOString(), dueAt: planned.due_at.toISOString() }
  })
}

async function requireOwner({ db, actor }: ByPerson): Promise<void> {
  await holdMembers(db, actor.workspaceId)
  if ((await roleOf(db, actor.workspaceId, actor.personId)) === 'owner') return
  throw new Fault('forbidden', 'Only an owner deletes a workspace.')
}

async function requireHeirs({ db, actor }: ByPerson): Promise<void> {
  const { handOver } = partings(await membershipsOf(db, actor.personId))
  if (handOver.length === 0) return
  const names = handOver.map(({ name }) => name).join(', ')
  throw new Fault('conflict', `Others are still in ${names}: please make one of them owner first.`)
}

async function tell({ db, vault, actor }: ByPerson, subjectId: string, dueAt: Date) {
  const person = await personOf(db, actor.personId)
  if (!person) return
  await enqueueMail(db, vault, {
    personId: person.person_id,
    workspaceId: actor.workspaceId,
    kind: 'deletion_planned',
    onceKey: `deletion ${subjectId} ${dueAt.toISOString()}`,
    to: person.email,
    data: { name: person.name, at: dueAt.toISOString() },
  })
}
