import { createHash } from 'node:crypto'
import { extname, join } from 'node:path'
import { forEachPlatform, PLATFORM_NAMES, type Platform } from '@content/api/contract'
import type { Core } from '../../core.ts'
import { hashFile, isSameStamp, stampOf } from '../../journal/file-stamp.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../../journal/rows.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import type { Captions } from '../../media/captions/read.ts'
import { provenEncoder } from '../../media/encode/hardware.ts'
import { type Master, planMasters } from '../../media/masters.ts'
import { MediaError } from '../../media/media-error.ts'
import type { Plan, PlanOptions } from '../../media/plan.ts'
import { prepareAll } from '../../media/prepare.ts'
import type { Progress } from '../../media/tools/progress.ts'
import { assertSource, renditionGone } from '../../platforms/source.ts'
import { destinationAt, isDestination } from '../../watch/folders.ts'
import { renditionFolder } from './rendition-folder.ts'
import { hasWishes, wishesFor } from './rendition-wishes.ts'
import { factsOf, hasFreshFacts, withFreshFacts } from './video-facts.ts'

interface Job {
  row: PublicationRow
  video: VideoRow
  /** How long a video a platform takes from the creators that this one may go to, where known. */
  longestMs?: Partial<Record<Platform, number>>
}

/** Everywhere the video goes, so that platforms which can share a file find each other. */
function mastersOf(core: Core, video: VideoRow, options: Partial<Record<Platform, PlanOptions>>) {
  const rows = core.journal.publicationsOf(video.sha256)
  const platforms = [...new Set(rows.map(row => row.platform))]
  return planMasters(factsOf(video), platforms, options)
}

const isFor =
  (platform: Platform) =>
  ({ platforms }: Master) =>
    platforms.includes(platform)

/**
 * What there is to do before a platform can have the file. Whoever takes it as it is, or a copy
 * without its places, need not wait while FFmpeg works for another.
 */
export function workFor(core: Core, { row, video }: Job): 'none' | 'copy' | 'prepare' {
  if (hasWishes(core, video, row.platform) || !hasFreshFacts(video)) return 'prepare'
  const kind = mastersOf(core, video, {}).find(isFor(row.platform))?.plan.kind
  if (kind === 'untouched') return 'none'
  return kind === 'blank' ? 'copy' : 'prepare'
}

/** Makes the file this platform takes; platforms that need the very same file share it. */
export async function prepareRendition(
  core: Core,
  { row, video: known, longestMs = {} }: Job,
  signal: AbortSignal,
): Promise<void> {
  await assertSource(known)
  const video = await withFreshFacts(core, known, signal)
  if (!isDestination(destinationAt(core.config, video.path), row.platform)) {
    throw unusable(`${PLATFORM_NAMES[row.platform]} is switched off in the config.`)
  }
  const { captions, options } = await wishesFor(core, video, signal)
  const limited = forEachPlatform(platform => {
    const maxDurationMs = longestMs[platform]
    return { ...options[platform], ...(maxDurationMs !== undefined && { maxDurationMs }) }
  })
  const masters = mastersOf(core, video, limited)
  const master = masters.find(isFor(row.platform))
  if (!master) throw unusable(`${PLATFORM_NAMES[row.platform]} is no place this video goes to.`)
  const { plan } = master
  if (plan.kind === 'refused') throw unusable(plan.reason)
  const made =
    plan.kind === 'untouched'
      ? asItIs(video)
      : ((await madeBefore(core, video, plan)) ??
        (await make(core, { video, captions, master, others: masters }, signal)))
  core.journal.changePublication(row.id, {
    ...NO_TROUBLE,
    state: 'prepared',
    ...made,
    rendition_note: noteOf(plan),
    rendition_change: changeOf(plan),
    attempts: 0,
    percent: 0,
    seconds_left: null,
  })
}

const WRITE_EVERY_MS = 500

/** Everyone who waits for these files sees how far they are. */
function showProgress(core: Core, sha256: string, masters: readonly Master[]) {
  const { journal, now } = core
  let writtenAt = Number.NEGATIVE_INFINITY
  return ({ percent, secondsLeft }: Progress) => {
    if (Math.abs(now() - writtenAt) < WRITE_EVERY_MS) return
    writtenAt = now()
    journal.atomically(() => {
      for (const row of waitingFor(core, sha256, masters)) {
        journal.changePublication(row.id, { percent, seconds_left: secondsLeft })
      }
    })
  }
}

function waitingFor({ journal }: Core, sha256: string, masters: readonly Master[]) {
  return journal
    .publicationsOf(sha256)
    .filter(row => row.state === 'planned' && masters.some(isFor(row.platform)))
}

type Rendition = Pick<
  PublicationRow,
  'rendition_path' | 'rendition_bytes' | 'rendition_mtime_ms' | 'rendition_sha256'
>

const asItIs = (video: VideoRow): Rendition => ({
  rendition_path: video.path,
  rendition_bytes: video.size_bytes,
  rendition_mtime_ms: video.mtime_ms,
  rendition_sha256: video.sha256,
})

/** The file that was made before for any publication of this video, if nobody touched it since. */
async function madeBefore(core: Core, video: VideoRow, plan: Plan): Promise<Rendition | null> {
  const path = targetOf(core, video, plan)
  const now = await stampOf(path)
  const made = core.journal
    .publicationsOf(video.sha256)
    .find(
      row =>
        row.rendition_path === path &&
        row.rendition_sha256 !== null &&
        row.rendition_bytes === now?.sizeBytes &&
        row.rendition_mtime_ms === now?.mtimeMs,
    )
  if (!made) return null
  const { rendition_path, rendition_bytes, rendition_mtime_ms, rendition_sha256 } = made
  return { rendition_path, rendition_bytes, rendition_mtime_ms, rendition_sha256 }
}

interface Making {
  video: VideoRow
  captions: Captions | null
  master: Master
  others: readonly Master[]
}

/** Decoding costs most of the time, so whoever encodes first makes what the others wait for too. */
async function make(core: Core, making: Making, signal: AbortSignal): Promise<Rendition> {
  const { video, master, others } = making
  const together = [master]
  if (master.plan.kind === 'encode') {
    for (const other of others) {
      if (other === master || other.plan.kind !== 'encode') continue
      if (waitingFor(core, video.sha256, [other]).length === 0) continue
      if (!(await madeBefore(core, video, other.plan))) together.push(other)
    }
  }
  try {
    return await makeTogether(core, { ...making, masters: together }, signal)
  } catch (error) {
    signal.throwIfAborted()
    const mayBeTheOther = error instanceof MediaError && error.fixedBy === 'us'
    if (together.length > 1 && mayBeTheOther) {
      return await makeTogether(core, { ...making, masters: [master] }, signal)
    }
    throw error
  }
}

async function makeTogether(
  core: Core,
  { video, captions, masters }: Making & { masters: readonly Master[] },
  signal: AbortSignal,
): Promise<Rendition> {
  const { sha256, path: source } = video
  const tools = await core.tools()
  const encodes = masters.some(({ plan }) => plan.kind === 'encode')
  const encoder = encodes && core.config.mayUseHardware ? await provenEncoder(tools) : null
  await prepareAll(tools, {
    ...{ source, facts: factsOf(video), captions, encoder, signal },
    wanted: masters.map(it => ({ ...it, targetPath: targetOf(core, video, it.plan) })),
    onProgress: showProgress(core, sha256, masters),
  })
  const renditions: Rendition[] = []
  for (const master of masters) {
    const rendition = await renditionAt(targetOf(core, video, master.plan), signal)
    renditions.push(rendition)
    // The others find it by this when their turn comes, also after a restart.
    for (const row of waitingFor(core, sha256, [master])) {
      core.journal.changePublication(row.id, rendition)
    }
  }
  const [own] = renditions
  if (!own) throw renditionGone()
  return own
}

async function renditionAt(path: string, signal: AbortSignal): Promise<Rendition> {
  const before = await stampOf(path)
  const sha256 = await hashFile(path, signal)
  const after = await stampOf(path)
  if (!before || !after || !isSameStamp(before, after)) throw renditionGone()
  return {
    rendition_path: path,
    rendition_bytes: after.sizeBytes,
    rendition_mtime_ms: after.mtimeMs,
    rendition_sha256: sha256,
  }
}

/** What a failure of FFmpeg means for the creator. */
export function mediaSetback(error: MediaError): Setback {
  const mayPass = error.fault === 'disk_full' || error.fault === 'tools'
  return new Setback({
    code: `media_${error.fault}`,
    reason: error.message,
    whoCanFix: error.fixedBy,
    retry: mayPass ? { afterMs: MINUTE_MS } : 'never',
  })
}

/** What is in a file gives it its name, captions and loudness included. */
function targetOf({ config }: Core, { sha256, path }: VideoRow, plan: Plan): string {
  const isSame = plan.kind === 'blank' || !('video' in plan)
  const content = isSame ? plan.kind : JSON.stringify([plan.video, plan.audio])
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16)
  // The same file is also of the same kind, which platforms are told by its ending.
  const ending = isSame ? extname(path) : '.mp4'
  return join(renditionFolder(config.home, sha256), `${name}${ending}`)
}

const noteOf = (plan: Plan) => ('reasons' in plan ? plan.reasons.join(' ') : null)

/** As the server takes it, however much there is to say. */
function changeOf(plan: Plan): string {
  const reasons = 'reasons' in plan ? plan.reasons : []
  const said = reasons.slice(0, MOST_REASONS).map(reason => reason.slice(0, LONGEST_REASON))
  return JSON.stringify({ kind: plan.kind, reasons: said })
}
const MOST_REASONS = 50
const LONGEST_REASON = 500

const unusable = (reason: string) =>
  new Setback({ code: 'unusable_video', reason, whoCanFix: 'you', retry: 'never' })
