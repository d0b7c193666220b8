import { PLATFORM_NAMES, type Platform, traitsOf } from '@content/api/contract'
import type { Journal } from '../../journal/journal.ts'
import { type PublicationRow, ruleOf } from '../../journal/rows.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import { assertLength } from '../../platforms/consent.ts'
import { clientOf } from '../../platforms/index.ts'
import type { PostingOptions } from '../../platforms/platform.ts'
import { heldUntil, underBreaker } from '../brakes/breaker.ts'
import { type Task, wireFor } from './advance.ts'
import { placeOf } from './place.ts'
import { workFor } from './prepare-step.ts'
import { factsOf } from './video-facts.ts'

/** How long a video each publication of it takes, by the publication's id. */
export type Limits = ReadonlyMap<number, number>

interface Known {
  options: PostingOptions
  atMs: number
}
// How often it is asked is counted there; a folder of short videos must not use that up.
const KNOWN_FOR_MS = MINUTE_MS
const known = new WeakMap<Journal, Map<string, Known>>()

/**
 * Asks platforms for their creators' limits before anything is made for them, and throws when this
 * one takes no video of this length. Who does not answer is asked again before the post.
 */
export async function learnLimits(task: Task): Promise<Limits> {
  const { core, row, video } = task
  const limits = new Map<number, number>()
  // Nothing is asked in a pause, and nothing has to be known where nothing is made.
  if (video.is_paused === 1 || workFor(core, task) === 'none') return limits
  for (const it of core.journal.publicationsOf(video.sha256)) {
    const rule = ruleOf(it)
    if (it.state !== 'planned' || !isAsked(it) || rule.mode !== 'review') continue
    const options = await optionsFor({ ...task, row: it })
    if (!options) continue
    limits.set(it.id, options.maxDurationMs)
    core.journal.changePublication(it.id, { options: JSON.stringify(options) })
    if (it.id !== row.id) continue
    assertLength(factsOf(video).durationMs, options, PLATFORM_NAMES[it.platform])
  }
  return limits
}

async function optionsFor(task: Task): Promise<PostingOptions | null> {
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

async function ask(task: Task): Promise<PostingOptions | null> {
  const { core, row } = task
  if (heldUntil(core.journal, row.connection_id, core.now()) !== null) return null
  const ask = clientOf(row.platform).askOptions
  if (!ask) return null
  const { hosts } = await placeOf(core, row)
  return ask(hosts, underBreaker(task, wireFor(task)))
}

/** Is what may be posted asked of the platform, each time? */
const isAsked = ({ platform }: PublicationRow) => traitsOf(platform).choicePerVideo

/**
 * How long a file each platform's creators take: this publication's own limit for its platform,
 * the most that any of them takes for another.
 */
export function limitsFor(
  row: PublicationRow,
  rows: readonly PublicationRow[],
  limits: Limits,
): Partial<Record<Platform, number>> {
  const planned = rows.filter(it => isAsked(it) && it.state === 'planned')
  const most: Partial<Record<Platform, number>> = {}
  for (const it of planned) {
    const limit = limits.get(it.id) ?? Number.POSITIVE_INFINITY
    most[it.platform] = Math.max(most[it.platform] ?? 0, limit)
  }
  const own = limits.get(row.id)
  if (own !== undefined) return { ...most, [row.platform]: own }
  const { [row.platform]: _theirs, ...others } = most
  return isAsked(row) ? others : most
}
