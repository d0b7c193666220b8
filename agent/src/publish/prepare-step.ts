import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '@content/api/contract'
import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import type { Progress } from '../media/ffmpeg.ts'
import { planMasters } from '../media/masters.ts'
import { MediaError } from '../media/media-error.ts'
import type { Plan } from '../media/plan.ts'
import { prepare } from '../media/prepare.ts'
import { MINUTE_MS, Setback } from './setback.ts'
import { assertSource } from './source.ts'
import { factsOf } from './video-steps.ts'

/** Where the prepared files of a video lie. */
export const renditionFolder = (home: string, sha256: string) => join(home, 'renditions', sha256)

/** Makes the file this platform takes; platforms that need the very same file share it. */
export async function prepareRendition(
  core: Core,
  { row, video }: { row: PublicationRow; video: VideoRow },
  signal: AbortSignal,
): Promise<void> {
  await assertSource(video)
  const facts = factsOf(video)
  const master = planMasters(facts, core.config.platforms).find(it =>
    it.platforms.includes(row.platform),
  )
  if (!master) throw unusable(`${row.platform} is switched off in the config.`)
  const { plan, platforms } = master
  if (plan.kind === 'refused') throw unusable(plan.reason)
  const targetPath = join(renditionFolder(core.config.home, video.sha256), `${nameOf(plan)}.mp4`)
  const isThere = plan.kind !== 'untouched' && existsSync(targetPath)
  const made = isThere
    ? { path: targetPath, sizeBytes: statSync(targetPath).size }
    : await run(core, {
        ...{ source: video.path, facts, plan, platforms, targetPath, signal },
        onProgress: showProgress(core, video.sha256, platforms),
      })
  core.journal.changePublication(row.id, {
    ...NO_TROUBLE,
    state: 'prepared',
    rendition_path: made.path,
    rendition_bytes: made.sizeBytes,
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

async function run(core: Core, job: Parameters<typeof prepare>[1]) {
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
