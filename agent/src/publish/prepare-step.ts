import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Platform } from '@content/api/contract'
import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import { planMasters } from '../media/masters.ts'
import { MediaError } from '../media/media-error.ts'
import type { Plan } from '../media/plan.ts'
import { type Preparation, prepare } from '../media/prepare.ts'
import type { Progress } from '../media/progress.ts'
import { fingerprintOf, hashFile, isSameFingerprint } from '../watch/fingerprint.ts'
import { MINUTE_MS, Setback } from './setback.ts'
import { assertSource, renditionGone } from './source.ts'
import { factsOf } from './video-steps.ts'

/** Where the prepared files of a video lie. */
export const renditionFolder = (home: string, sha256: string) => join(home, 'renditions', sha256)

interface Job {
  row: PublicationRow
  video: VideoRow
}

function masterFor(core: Core, { row, video }: Job) {
  const masters = planMasters(factsOf(video), core.config.platforms)
  return masters.find(it => it.platforms.includes(row.platform))
}

/** The platform takes the file as it is, so it need not wait while FFmpeg works for another. */
export const needsNoWork = (core: Core, job: Job) => masterFor(core, job)?.plan.kind === 'untouched'

/** Makes the file this platform takes; platforms that need the very same file share it. */
export async function prepareRendition(
  core: Core,
  { row, video }: Job,
  signal: AbortSignal,
): Promise<void> {
  await assertSource(video)
  const facts = factsOf(video)
  const master = masterFor(core, { row, video })
  if (!master) throw unusable(`${row.platform} is switched off in the config.`)
  const { plan, platforms } = master
  if (plan.kind === 'refused') throw unusable(plan.reason)
  const targetPath = join(renditionFolder(core.config.home, video.sha256), `${nameOf(plan)}.mp4`)
  const made =
    plan.kind === 'untouched'
      ? asItIs(video)
      : ((await madeBefore(core, video.sha256, targetPath)) ??
        (await make(core, {
          ...{ source: video.path, facts, plan, platforms, targetPath, signal },
          onProgress: showProgress(core, video.sha256, platforms),
        })))
  core.journal.changePublication(row.id, {
    ...NO_TROUBLE,
    state: 'prepared',
    ...made,
    rendition_note: noteOf(plan),
    attempts: 0,
    percent: 0,
    seconds_left: null,
  })
}

const WRITE_EVERY_MS = 500

/** Everyone who waits for this file sees how far it is. */
function showProgress(core: Core, sha256: string, platforms: readonly Platform[]) {
  const { journal, now } = core
  let writtenAt = Number.NEGATIVE_INFINITY
  return ({ percent, secondsLeft }: Progress) => {
    if (Math.abs(now() - writtenAt) < WRITE_EVERY_MS) return
    writtenAt = now()
    journal.atomically(() => {
      for (const row of journal.publicationsOf(sha256)) {
        if (row.state === 'planned' && platforms.includes(row.platform)) {
          journal.changePublication(row.id, { percent, seconds_left: secondsLeft })
        }
      }
    })
  }
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

/** The file that another publication of this video had made, if nobody has touched it since. */
async function madeBefore(core: Core, sha256: string, path: string): Promise<Rendition | null> {
  const now = await fingerprintOf(path)
  const made = core.journal
    .publicationsOf(sha256)
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

async function make(core: Core, job: Preparation): Promise<Rendition> {
  const { path, sizeBytes } = await run(core, job)
  const before = await fingerprintOf(path)
  const sha256 = await hashFile(path, job.signal ?? new AbortController().signal)
  const after = await fingerprintOf(path)
  if (!before || !after || !isSameFingerprint(before, after)) throw renditionGone()
  return {
    rendition_path: path,
    rendition_bytes: sizeBytes,
    rendition_mtime_ms: after.mtimeMs,
    rendition_sha256: sha256,
  }
}

async function run(core: Core, job: Preparation) {
  try {
    return await prepare(await core.tools(), job)
  } catch (error) {
    job.signal?.throwIfAborted()
    throw error instanceof MediaError ? mediaSetback(error) : error
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

const nameOf = (plan: Plan) =>
  'video' in plan
    ? createHash('sha256')
        .update(JSON.stringify([plan.video, plan.audio]))
        .digest('hex')
        .slice(0, 16)
    : plan.kind

const noteOf = (plan: Plan) => ('reasons' in plan ? plan.reasons.join(' ') : null)

const unusable = (reason: string) =>
  new Setback({ code: 'unusable_video', reason, whoCanFix: 'you', retry: 'never' })
