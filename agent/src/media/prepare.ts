import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Platform } from '@content/api/contract'
import { breachesOf } from './breaches.ts'
import type { Facts } from './facts.ts'
import type { Progress } from './ffmpeg.ts'
import { transcode } from './ffmpeg.ts'
import type { Tools } from './find-tools.ts'
import { MediaError } from './media-error.ts'
import { outputArguments } from './output-arguments.ts'
import type { Plan, RepairPlan } from './plan.ts'
import { probe } from './probe.ts'
import { RULES } from './rules/by-platform.ts'

export interface Preparation {
  readonly source: string
  readonly facts: Facts
  readonly plan: Plan
  /** Every platform the file is for; the result is held against the rules of each. */
  readonly platforms: readonly Platform[]
  readonly targetPath: string
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

export interface Prepared {
  readonly path: string
  readonly sizeBytes: number
}

const SPARE_BYTES = 64_000_000

/** Makes the file that a plan describes. It has its name only once it was checked and is right. */
export async function prepare(tools: Tools, job: Preparation): Promise<Prepared> {
  const { plan, source, facts, targetPath } = job
  if (plan.kind === 'refused') throw new MediaError('unusable_result', plan.reason)
  if (plan.kind === 'untouched') return { path: source, sizeBytes: facts.sizeBytes }
  const folder = dirname(targetPath)
  await mkdir(folder, { recursive: true })
  await needRoom(folder, mostBytes(facts, plan))
  const partial = join(folder, `.${randomUUID()}.partial.mp4`)
  try {
    await transcode(tools, {
      source,
      target: partial,
      outputArguments: outputArguments(facts, plan, tools),
      durationMs: facts.durationMs,
      timeLimitMs: 10 * 60_000 + facts.durationMs * 30,
      onProgress: job.onProgress,
      signal: job.signal,
    })
    await check(tools, job, partial)
    await rename(partial, targetPath)
  } finally {
    await rm(partial, { force: true })
  }
  return { path: targetPath, sizeBytes: (await stat(targetPath)).size }
}

function mostBytes(facts: Facts, { video }: RepairPlan): number {
  if (video === 'copy') return facts.sizeBytes * 1.05
  return ((video.maxBitRate + 256_000) * (facts.durationMs / 1000 + 1)) / 8
}

async function needRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const missing = bytes + SPARE_BYTES - bavail * bsize
  if (missing <= 0) return
  const megabytes = Math.ceil(missing / 1e6)
  throw new MediaError('disk_full', `The disk is too full: ${megabytes} MB more are needed.`)
}

/** What ffmpeg calls a success is not yet what a platform takes. */
async function check(tools: Tools, job: Preparation, path: string): Promise<void> {
  const result = await probe(tools, path, job.signal)
  if (result.kind !== 'video') throw unusable(result.reason)
  const broken = job.platforms.flatMap(platform => breachesOf(result.facts, RULES[platform]))[0]
  if (broken) throw unusable(broken.reason)
  const { facts, plan } = job
  const lostMs = facts.durationMs - result.facts.durationMs
  if (Math.abs(lostMs) > Math.max(500, facts.durationMs * 0.02)) {
    throw unusable('It is not as long as the video it was made from.')
  }
  const keepsSound = plan.kind !== 'refused' && plan.kind !== 'untouched' && plan.audio !== 'drop'
  if (keepsSound && !result.facts.audio) throw unusable('Its sound is missing.')
}

function unusable(reason: string): MediaError {
  return new MediaError('unusable_result', `The prepared file is not usable. ${reason}`)
}
