import { Platform } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import type { RefreshAnswer } from '../outside/platforms/platform-access.ts'
import type { Tokens } from '../outside/vault.ts'
import { type SealedRow, sealedConnection } from './connection.queries.ts'
import { accessOf } from './own-project/project-access.ts'
import { isSignInShared } from './owner.queries.ts'
import type { Claim } from './refresh.queries.ts'
import { keepRefreshed, loseConnection, postponeRefresh } from './refresh.queries.ts'

/** Whatever keeps the access to a connection alive. */
export type Refresher = Pick<Context, 'db' | 'now' | 'vault' | 'platforms' | 'log' | 'shared'>

/** Keeps a failing platform from being asked by every grant. */
const COOLDOWN_SECONDS = 30
/** However long a platform asks us to wait, a creator without a token is not left out longer. */
const LONGEST_OUTAGE_SECONDS = 900

type PutOff = Extract<RefreshAnswer, { kind: 'later' }>

interface Held {
  row: SealedRow
  tokens: Tokens
  claim: Claim
}

/** One call to the platform by the holder of a claim; says whether new tokens are in the row. */
export async function refreshAccess(ctx: Refresher, held: Held): Promise<boolean> {
  const { row, tokens, claim } = held
  const platform = Platform.parse(row.platform)
  const { access } = await accessOf(ctx, claim.workspaceId, platform)
  const answer = await access.refresh(tokens, ctx.now())
  const { workspaceId, connectionId } = claim
  const about = { platform, workspaceId, connectionId }
  if (answer.kind === 'dead') {
    await loseConnection(ctx.db, claim, answer.reason)
    ctx.log.warn('a connection was lost', { ...about, reason: answer.reason })
    return false
  }
  if (answer.kind === 'later') {
    const waitSeconds = waitOf(answer, tokens, ctx.now())
    await postponeRefresh(ctx.db, claim, new Date(ctx.now().getTime() + waitSeconds * 1000))
    ctx.log.warn('a refresh was put off', { ...about, reason: answer.reason, waitSeconds })
    return false
  }
  // A rotated token must be on disk before anyone uses what came with it.
  const sealed = ctx.vault.seal({ workspaceId, connectionId, platform }, answer.tokens)
  const isKept = await keepRefreshed(ctx.db, claim, { ...sealed, tokens: answer.tokens })
  if (!isKept) await giveBackLate(ctx, { ...held, tokens: answer.tokens })
  return isKept
}

function waitOf({ retryAfterSeconds }: PutOff, tokens: Tokens, now: Date): number {
  const leftSeconds = (Date.parse(tokens.accessExpiresAt) - now.getTime()) / 1000
  const longest = Math.max(LONGEST_OUTAGE_SECONDS, leftSeconds)
  return Math.ceil(Math.min(retryAfterSeconds ?? COOLDOWN_SECONDS, longest))
}

/** Tokens for a connection that was taken away meanwhile must not live on at the platform. */
async function giveBackLate(ctx: Refresher, { row, tokens, claim }: Held): Promise<void> {
  const platform = Platform.parse(row.platform)
  const now = await sealedConnection(ctx.db, claim)
  // No row: its workspace was erased.
  if (now && now.state !== 'disconnected') return
  if (await isSignInShared(ctx.db, claim)) return
  try {
    await ctx.platforms.ours[platform].revoke(tokens)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    ctx.log.warn('late tokens were not taken back', { platform })
  }
}
