import { mkdir, rename, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Platform } from '@content/api/contract'
import { MINUTE_MS } from '../lib/durations.ts'
import type { Captions } from './captions/read.ts'
import { checkResult, faultIn } from './check-result.ts'
import type { Encoder } from './encode/hardware.ts'
import { outputArguments } from './encode/output-arguments.ts'
import { decoderFor } from './encode/picture-filters.ts'
import type { Facts } from './facts.ts'
import { MediaError } from './media-error.ts'
import { blankPlaces } from './mp4/blank-places.ts'
import { type MoveIndex, moveIndex } from './mp4/move-index.ts'
import type { Plan, RepairPlan } from './plan.ts'
import { isRepair } from './plan.ts'
import { transcode } from './tools/ffmpeg.ts'
import type { Tools } from './tools/find-tools.ts'
import { partialIn, removePartial, sweepLeftovers } from './tools/leftovers.ts'
import type { Progress } from './tools/progress.ts'
import { stopped } from './tools/run-tool.ts'

/** One file that is wanted. */
export interface Wanted {
  readonly plan: Plan
  /** Every platform the file is for; the result is held against the rules of each. */
  readonly platforms: readonly Platform[]
  readonly targetPath: string
}

export interface SourceJob {
  readonly source: string
  readonly facts: Facts
  /** What a plan that names captions writes into the pictures. */
  readonly captions?: Captions | null
  /** A proven one; when it fails on this file all the same, x264 makes it. */
  readonly encoder?: Encoder | null
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

export type Preparation = SourceJob & Wanted
export type Preparations = SourceJob & { readonly wanted: readonly Wanted[] }

export interface Prepared {
  readonly path: string
  readonly sizeBytes: number
}

const SPARE_BYTES = 64_000_000

/** Makes the file that a plan describes. It has its name only once it was checked and is right. */
export async function prepare(tools: Tools, job: Preparation): Promise<Prepared> {
  const { plan, platforms, targetPath } = job
  const [made] = await prepareAll(tools, { ...job, wanted: [{ plan, platforms, targetPath }] })
  if (!made) throw new MediaError('ffmpeg', 'FFmpeg made no file.')
  return made
}

/** Makes several files of one video in one run that reads and decodes it once. */
export async function prepareAll(tools: Tools, job: Preparations): Promise<Prepared[]> {
  const repairs = job.wanted.flatMap(({ plan, ...rest }) => {
    if (plan.kind === 'refused') throw new MediaError('unusable_result', plan.reason)
    return isRepair(plan) ? [{ plan, ...rest }] : []
  })
  if (repairs.length > 0) await make(tools, job, repairs)
  return Promise.all(
    job.wanted.map(async ({ plan, targetPath }) => {
      const path = isRepair(plan) ? targetPath : job.source
      return { path, sizeBytes: (await stat(path)).size }
    }),
  )
}

interface Repair extends Wanted {
  readonly plan: RepairPlan
}

async function make(tools: Tools, job: Preparations, repairs: readonly Repair[]): Promise<void> {
  const folders = [...new Set(repairs.map(({ targetPath }) => dirname(targetPath)))]
  for (const folder of folders) {
    await mkdir(folder, { recursive: true })
    await sweepLeftovers(folder)
    const inside = repairs.filter(({ targetPath }) => dirname(targetPath) === folder)
    await needRoom(folder, sum(inside.map(({ plan }) => mostBytes(job.facts, plan))))
  }
  const left: Repair[] = []
  for (const repair of repairs) if (!(await isMadeByHand(job, repair))) left.push(repair)
  if (left.length === 0) return
  const encodes = left.some(({ plan }) => plan.video !== 'copy')
  const encoder = encodes ? (job.encoder ?? null) : null
  try {
    await runOnce(tools, { ...job, encoder }, left)
  } catch (error) {
    const isHopeless = error instanceof MediaError && HOPELESS.has(error.fault)
    if (!encoder || isHopeless || job.signal?.aborted) throw error
    await runOnce(tools, { ...job, encoder: null }, left)
  }
}

/** A plain MP4 that only has to be put in order, or to say less, needs no FFmpeg. */
async function isMadeByHand({ source, facts, signal }: Preparations, it: Repair): Promise<boolean> {
  if (it.plan.kind !== 'remux' && it.plan.kind !== 'blank') return false
  const partial = partialIn(dirname(it.targetPath), 'partial.mp4')
  try {
    const job = { source, target: partial, signal }
    const isMade = it.plan.kind === 'blank' ? await blankPlaces(job) : await isMoved(job, facts, it)
    if (!isMade) return false
    await rename(partial, it.targetPath)
    return true
  } catch (error) {
    if (signal?.aborted) throw stopped()
    // Whatever else went wrong, FFmpeg says it in better words, or gets over it.
    if (error instanceof Error && 'code' in error) return false
    throw error
  } finally {
    await removePartial(partial)
  }
}

async function isMoved(job: Omit<MoveIndex, 'facts'>, facts: Facts, it: Repair): Promise<boolean> {
  const result = await moveIndex({ ...job, facts })
  return result !== null && faultIn(facts, it, result) === null
}

const HOPELESS: ReadonlySet<string> = new Set(['stopped', 'disk_full'])

async function runOnce(tools: Tools, job: Preparations, repairs: readonly Repair[]): Promise<void> {
  const { facts, encoder = null, captions } = job
  const parts = repairs.map(it => ({
    ...it,
    partial: partialIn(dirname(it.targetPath), 'partial.mp4'),
  }))
  const folder = dirname(parts[0]?.targetPath ?? '.')
  const captionsFile = captions ? partialIn(folder, 'captions.srt') : null
  try {
    if (captions && captionsFile) await writeFile(captionsFile, captions.srt)
    const workshop = {
      ...{ facts, tools, encoder },
      captionsFile: captionsFile && basename(captionsFile),
    }
    const plans = parts.map(({ plan }) => plan)
    const encodes = plans.some(({ video }) => video !== 'copy')
    const { graph, outputs } = outputArguments(workshop, plans)
    await transcode(tools, {
      ...{ source: job.source, graph, folder, durationMs: facts.durationMs },
      device: [...(encoder?.device ?? []), ...(encodes ? decoderFor(facts.video) : [])],
      outputs: parts.map(({ partial }, at) => ({ target: partial, arguments: outputs[at] ?? [] })),
      timeLimitMs: 10 * MINUTE_MS + facts.durationMs * 30 * parts.length,
      onProgress: job.onProgress,
      signal: job.signal,
    })
    const made = parts.map(({ partial, plan, platforms }) => ({ path: partial, plan, platforms }))
    await Promise.all(made.map(it => checkResult(tools, { facts, made: it }, job.signal)))
    for (const { partial, targetPath } of parts) await rename(partial, targetPath)
  } finally {
    await Promise.all(parts.map(({ partial }) => removePartial(partial)))
    if (captionsFile) await removePartial(captionsFile)
  }
}

function mostBytes(facts: Facts, { video }: RepairPlan): number {
  if (video === 'copy') return facts.sizeBytes * 1.05
  return ((video.maxBitRate + 256_000) * (facts.durationMs / 1000 + 1)) / 8
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

async function needRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const missing = bytes + SPARE_BYTES - bavail * bsize
  if (missing <= 0) return
  const megabytes = Math.ceil(missing / 1e6)
  throw new MediaError('disk_full', `The disk is too full: ${megabytes} MB more are needed.`)
}
