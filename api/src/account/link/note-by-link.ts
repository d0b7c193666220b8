import { writeAudit } from '../../audit/audit.queries.ts'
import type { Context } from '../../context.ts'
import { firstWorkspaceOf } from '../account.queries.ts'

type Action = 'authn_password_change:reset' | 'user_updated:verified' | 'user_updated:email'

/** Writes down what a mailed link did: nobody is signed in, so the person is named. */
export async function noteByLink(ctx: Context, action: Action, personId: string): Promise<void> {
  const workspaceId = await firstWorkspaceOf(ctx.db, personId)
  if (workspaceId === null) return
  await writeAudit(ctx, { action, workspaceId, personId, target: `person:${personId}` })
}
