import { type ChannelWords, type GenerateMetadata, Platform } from '../../contract/index.ts'
import { promptsOf } from '../connection/connection.queries.ts'
import type { SignedIn } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { raiseAlert } from '../operator/alert.queries.ts'
import type { WriteRequest, Written } from '../outside/openai/writer.ts'
import { hasFeature, requireUpload } from '../plan/plan-gate.rules.ts'
import { readQuota } from '../plan/quota.queries.ts'
import { workspaceById } from '../workspace/workspace.queries.ts'
import { draftMetadata, together } from './enrichment.rules.ts'
import { takePermit } from './take-permit.ts'

/** Writes the words for each platform asked for, while the month has an upload left to use them. */
export async function generateMetadata(ctx: SignedIn, input: GenerateMetadata) {
  const { workspaceId, plan } = ctx.actor
  const quota = await readQuota(ctx.db, { workspaceId, plan }, ctx.now())
  requireUpload(quota)
  const wished = await wishesFor(ctx, input.connectionIds ?? [])
  const voice = hasFeature(plan, 'ownPrompts') ? await workspaceById(ctx.db, workspaceId) : null
  const wanted = {
    ...input,
    platforms: [...new Set(input.platforms)],
    prompt: voice ? together(voice.prompt, input.prompt) : null,
    brandVoice: voice?.brand_voice ?? null,
  }
  const channels = voice ? wished.filter(it => wanted.platforms.includes(it.platform)) : []
  const [general, ...own] = await Promise.all([
    written(ctx, wanted),
    ...channels.map(({ platform, prompt }) => {
      // What holds for this video is said last, because it is the closer wish.
      const both = together(voice?.prompt, prompt, input.prompt)
      return written(ctx, { ...wanted, platforms: [platform], prompt: both })
    }),
  ])
  const { trouble, ...said } = general
  if (trouble) await raiseAlert(ctx, { kind: 'model_away', detail: drafting(trouble) })
  return { ...said, channels: channels.flatMap((it, at) => ownWords(it, own[at])), quota }
}

/** A draft of the same facts is the same for every channel, and is no answer to a wish. */
function ownWords({ connectionId }: Wish, words: Written | undefined): ChannelWords[] {
  const [metadata] = words?.author.kind === 'model' ? words.metadata : []
  return metadata ? [{ connectionId, metadata }] : []
}

interface Wish {
  connectionId: string
  platform: Platform
  prompt: string
}

/** The channels among these whose creator wishes something of their own there. */
async function wishesFor({ db, actor }: SignedIn, connectionIds: string[]): Promise<Wish[]> {
  const ids = [...new Set(connectionIds)]
  if (ids.length === 0) return []
  const rows = await promptsOf(db, actor.workspaceId, ids)
  if (rows.length < ids.length) throw new Fault('not_found')
  return rows.flatMap(({ connection_id: connectionId, platform, prompt }) =>
    prompt ? [{ connectionId, platform: Platform.parse(platform), prompt }] : [],
  )
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
