import type { Platform } from '../../../contract/index.ts'
import type { Context } from '../../context.ts'
import type { PlatformAccess } from '../../outside/platforms/platform-access.ts'
import { ownProjectOf } from './own-project.queries.ts'

/** Ties a sealed client secret to its workspace. */
export const secretPurpose = (workspaceId: string, platform: Platform): string =>
  `own ${platform} project ${workspaceId}`

export interface ProjectAccess {
  access: PlatformAccess
  /** The workspace's own client; null when it is ours. */
  clientId: string | null
}

/** How a workspace reaches a platform: through its own project, if it brought one, else ours. */
export async function accessOf(
  ctx: Pick<Context, 'db' | 'vault' | 'platforms'>,
  workspaceId: string,
  platform: Platform,
): Promise<ProjectAccess> {
  const own = await ownProjectOf(ctx.db, workspaceId, platform)
  if (!own) return { access: ctx.platforms.ours[platform], clientId: null }
  const { clientId, sealedSecret } = own
  const clientSecret = ctx.vault.openText(secretPurpose(workspaceId, platform), sealedSecret)
  return { access: ctx.platforms.through(platform, { clientId, clientSecret }), clientId }
}
