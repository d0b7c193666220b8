import type { GenerateMetadata } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import { raiseAlert } from '../operator/alert.queries.ts'
import type { WriteRequest, Written } from '../outside/openai/writer.ts'
import { hasFeature, requireUpload } from '../plan/plan-gate.rules.ts'
import { readQuota } from '../plan/quota.queries.ts'
import { workspaceById } from '../workspace/workspace.queries.ts'
import { draftMetadata } from './enrichment.rules.ts'
import { takePermit } from './take-permit.ts'

/** Writes the words for each platform asked for, while the month has an upload left to use them. */
export async function generateMetadata(ctx: SignedIn, input: GenerateMetadata) {
  const { workspaceId, plan } = ctx.actor
  const quota = await readQuota(ctx.db, { workspaceId, plan }, ctx.now())
  requireUpload(quota)
  const voice = hasFeature(plan, 'ownPrompts') ? await workspaceById(ctx.db, workspaceId) : null
  const request = {
    ...input,
    platforms: [...new Set(input.platforms)],
    // What holds for this video is said last, because it is the closer wish.
    prompt: voice ? [voice.prompt, input.prompt].filter(Boolean).join('\n') || null : null,
    brandVoice: voice?.brand_voice ?? null,
  }
  const { trouble, ...said } = await written(ctx, request)
  if (trouble) await raiseAlert(ctx, { kind: 'model_away', detail: drafting(trouble) })
  return { ...said, quota }
}

/** By the model while the day's budget lasts; a draft is had for nothing. */
async function written(ctx: SignedIn, request: WriteRequest): Promise<Written> {
  const { permit, reason } = await takePermit(ctx)
  if (permit) return ctx.writer.write(request, ctx.signal, permit)
  const author = { kind: 'offline' as const, reason }
  return { metadata: draftMetadata(request), author, trouble: null }
}

const drafting = (trouble: string) =>
  `Texts are drafted offline in place of the model that is set up. ${trouble}`
