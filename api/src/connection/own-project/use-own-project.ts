import type { z } from 'zod'
import type { OwnProjectShown, UseOwnProject } from '../../../contract/index.ts'
import { Platform, traitsOf } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { lockedPlan, type SealedRow, sealedConnections } from '../connection.queries.ts'
import { callbackUrl } from '../oauth-state.rules.ts'
import {
  dropOwnProject,
  loseConnections,
  ownProjectOf,
  roleOf,
  saveOwnProject,
} from './own-project.queries.ts'
import { secretPurpose } from './project-access.ts'

type Wanted = z.output<typeof UseOwnProject>

/** Publishes to a platform through the workspace's own project there, or through ours again. */
export async function useOwnProject(ctx: ByPerson, wanted: Wanted): Promise<OwnProjectShown> {
  const { workspaceId, personId } = ctx.actor
  if ((await roleOf(ctx.db, workspaceId, personId)) !== 'owner') {
    throw new Fault('forbidden', `Only the owner of a workspace chooses its ${nameOf(wanted)}.`)
  }
  const lost = await inTx(ctx, async tx => {
    const rows = await change(tx, wanted)
    await note(tx, wanted)
    return rows
  })
  for (const row of lost) await revoke(ctx, row)
  return showOwnProject(ctx, wanted)
}

/** The workspace's own project without its secret, and the address it must allow. */
export async function showOwnProject(
  ctx: ByPerson,
  { platform }: Pick<Wanted, 'platform'>,
): Promise<OwnProjectShown> {
  const own = await ownProjectOf(ctx.db, ctx.actor.workspaceId, platform)
  return {
    platform,
    project: own
      ? {
          clientId: own.clientId,
          dailyInserts: own.dailyInserts,
          savedAt: own.savedAt.toISOString(),
        }
      : null,
    redirectUri: callbackUrl(ctx.config.publicUrl, platform),
  }
}

/** Writes the choice; the connections that another client made, and this one cannot use. */
async function change(ctx: ByPerson, { platform, project }: Wanted): Promise<SealedRow[]> {
  const { workspaceId } = ctx.actor
  // A channel that is being connected right now looks at the project behind the same lock.
  await lockedPlan(ctx.db, workspaceId)
  const before = await ownProjectOf(ctx.db, workspaceId, platform)
  if (project) {
    const { clientId, clientSecret, dailyInserts } = project
    const sealedSecret = ctx.vault.sealText(secretPurpose(workspaceId, platform), clientSecret)
    const saved = { platform, clientId, sealedSecret, dailyInserts, now: ctx.now() }
    await saveOwnProject(ctx.db, workspaceId, saved)
  } else await dropOwnProject(ctx.db, workspaceId, platform)
  // A new secret of the same client leaves every token as good as it was.
  if (before?.clientId === project?.clientId) return []
  const rows = await sealedConnections(ctx.db, workspaceId, platform)
  const reason = `The ${nameOf({ platform })} was changed. Please connect this channel again.`
  await loseConnections(ctx.db, { workspaceId, platform }, reason)
  return rows.filter(row => row.state === 'live')
}

function note(ctx: ByPerson, { project }: Wanted): Promise<void> {
  if (!project) return writeAudit(ctx, { action: 'sensitive_delete:own_project' })
  const { dailyInserts } = project
  return writeAudit(ctx, { action: 'sensitive_create:own_project', detail: { dailyInserts } })
}

const nameOf = ({ platform }: Pick<Wanted, 'platform'>) =>
  traitsOf(platform).ownProject?.name ?? 'own project'

/** What we no longer use should not live on at the platform; that it does stops nobody. */
async function revoke(ctx: ByPerson, row: SealedRow): Promise<void> {
  if (row.sealed === null) return
  const { workspace_id: workspaceId, connection_id: connectionId, sealed } = row
  const platform = Platform.parse(row.platform)
  try {
    // A token is taken back from anyone who holds it, whichever client it was made for.
    const tokens = ctx.vault.open({ workspaceId, connectionId, platform }, sealed)
    await ctx.platforms.ours[platform].revoke(tokens)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    ctx.log.warn('a platform did not take its access back', { platform })
  }
}
