import type { Context } from '../../context.ts'
import { newId } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import { addMember } from '../../workspace/member/member.queries.ts'
import { insertWorkspace } from '../../workspace/workspace.queries.ts'
import { homelessWithout } from './deletion.queries.ts'

/** Before a workspace goes: a person without any could not even sign in. */
export async function giveHomes(
  ctx: Pick<Context, 'db' | 'config'>,
  goingId: string,
): Promise<void> {
  for (const { person_id: personId, name } of await homelessWithout(ctx.db, goingId)) {
    await inTx(ctx, async tx => {
      const workspaceId = newId()
      await insertWorkspace(tx.db, { workspaceId, name, plan: ctx.config.signupPlan })
      await addMember(tx.db, { workspaceId, personId, role: 'owner' })
    })
  }
}
