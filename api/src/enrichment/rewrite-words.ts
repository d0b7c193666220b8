import type { RewriteWords, Rewritten } from '../../contract/index.ts'
import { promptsOf } from '../connection/connection.queries.ts'
import type { SignedIn } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { raiseAlert } from '../operator/alert.queries.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { waitingFacts } from '../publication/turn/waiting.queries.ts'
import { workspaceById } from '../workspace/workspace.queries.ts'
import { together } from './enrichment.rules.ts'
import { takePermit } from './take-permit.ts'

/** Has the model change the words of what waits somewhere; without it they stay as they are. */
export async function rewriteWords(ctx: SignedIn, input: RewriteWords): Promise<Rewritten> {
  const { workspaceId, plan } = ctx.actor
  requireFeature(plan, 'ownPrompts')
  const { words, instruction, ...aim } = input
  const [facts, [channel], voice] = await Promise.all([
    waitingFacts(ctx.db, workspaceId, aim),
    promptsOf(ctx.db, workspaceId, [aim.connectionId]),
    workspaceById(ctx.db, workspaceId),
  ])
  if (!facts || !channel || !voice) throw new Fault('not_found')
  if (channel.platform !== words.platform) {
    throw new Fault('invalid', 'These words are for another platform than the channel.')
  }
  const { permit, reason } = await takePermit(ctx)
  if (!permit) return { words: null, author: { kind: 'offline', reason } }
  const request = {
    ...{ facts, platforms: [words.platform], draft: words },
    prompt: together(voice.prompt, channel.prompt, instruction),
    brandVoice: voice.brand_voice,
  }
  const { metadata, author, trouble } = await ctx.writer.write(request, ctx.signal, permit)
  if (trouble) await raiseAlert(ctx, { kind: 'model_away', detail: trouble })
  return { words: author.kind === 'model' ? (metadata[0] ?? null) : null, author }
}
