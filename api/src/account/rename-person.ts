import type { RenamePerson } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { updateName } from './account.queries.ts'

/** Changes what the others in a person's workspaces read. */
export async function renamePerson(
  ctx: ByPerson,
  { name }: RenamePerson,
): Promise<{ name: string }> {
  const { personId } = ctx.actor
  await inTx(ctx, async ctx => {
    await updateName(ctx.db, personId, name)
    await writeAudit(ctx, { action: 'user_updated:name', target: `person:${personId}` })
  })
  return { name }
}
