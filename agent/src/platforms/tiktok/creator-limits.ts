import type { Journal } from '../../journal/journal.ts'
import { type PublicationRow, ruleOf } from '../../journal/rows.ts'
import { MINUTE_MS, Setback } from '../../lib/step-error.ts'
import { heldUntil, underBreaker } from '../../publish/brakes/breaker.ts'
import type { TikTokOptions } from '../../publish/consent.ts'
import { type Task, wireFor } from '../../publish/steps/advance.ts'
import { needsNoWork } from '../../publish/steps/prepare-step.ts'
import { factsOf } from '../../publish/steps/video-steps.ts'
import { askCreatorInfo } from './begin.ts'
import { assertLength } from './consent.ts'

/** How long a video each publication of it takes, by the publication's id. */
export type Limits = ReadonlyMap<number, number>

interface Known {
  options: TikTokOptions
  atMs: number
}
// TikTok counts how often it is asked; a folder of short videos must not use that up.
const KNOWN_FOR_MS = MINUTE_MS
const known = new WeakMap<Journal, Map<string, Known>>()

/**
 * Asks TikTok for its creators' limits before anything is made for them, and throws when this one
 * takes no video of this length. Who does not answer is asked again before the post.
 */
export async function learnLimits(task: Task): Promise<Limits> {
  const { core, row, video } = task
  const limits = new Map<number, number>()
  // Nothing is asked in a pause, and nothing has to be known where nothing is made.
  if (video.is_paused === 1 || needsNoWork(core, task)) return limits
  for (const it of core.journal.publicationsOf(video.sha256)) {
    const rule = ruleOf(it)
    if (it.state !== 'planned' || rule.platform !== 'tiktok' || rule.mode !== 'review') continue
    const options = await optionsFor({ ...task, row: it })
    if (!options) continue
    limits.set(it.id, options.maxDurationMs)
    core.journal.changePublication(it.id, { options: JSON.stringify(options) })
    if (it.id === row.id) assertLength(factsOf(video).durationMs, options)
  }
  return limits
}

async function optionsFor(task: Task): Promise<TikTokOptions | null> {
  const { core, row, video, signal } = task
  const kept = known.get(core.journal) ?? new Map<string, Known>()
  known.set(core.journal, kept)
  const last = kept.get(row.connection_id)
  const isFresh = last && Math.abs(core.now() - last.atMs) < KNOWN_FOR_MS
  // A limit that was raised just now must not refuse anything.
  if (isFresh && factsOf(video).durationMs <= last.options.maxDurationMs) return last.options
  const options = await ask(task).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof Setback) return null
    throw error
  })
  if (options) kept.set(row.connection_id, { options, atMs: core.now() })
  return options
}

async function ask(task: Task): Promise<TikTokOptions | null> {
  const { core, row } = task
  if (heldUntil(core.journal, row.connection_id, core.now()) !== null) return null
  return askCreatorInfo(core.hosts.tiktok, underBreaker(task, wireFor(task)))
}

/** What one publication may hold its file to: its own limit, else the most any of them takes. */
export function limitFor(
  row: PublicationRow,
  rows: readonly PublicationRow[],
  limits: Limits,
): number | undefined {
  if (row.platform === 'tiktok') return limits.get(row.id)
  const planned = rows.filter(it => it.platform === 'tiktok' && it.state === 'planned')
  const all = planned.map(it => limits.get(it.id) ?? Number.POSITIVE_INFINITY)
  return all.length > 0 ? Math.max(...all) : undefined
}
