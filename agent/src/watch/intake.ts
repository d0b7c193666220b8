import type { BigIntStats } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Core } from '../core.ts'
import { type FileRow, fingerprintOfRow, NO_TROUBLE } from '../journal/rows.ts'
import { scanBoxes } from '../media/boxes.ts'
import { fingerprintFrom, fingerprintOf, hashFile, isSameFingerprint } from './fingerprint.ts'
import { type EntryKind, type Glance, type Stillness, settle } from './settle.ts'

export interface IntakeOptions {
  quietMs: number
  /** The folder to sweep; null when only files named by the creator count. */
  folder: string | null
}

/** A file that is held is looked at again after a while: its permissions may have changed. */
const LOOK_AGAIN_MS = 30_000
const MP4_LIKE = new Set(['.mp4', '.mov', '.m4v'])

export type Intake = ReturnType<typeof openIntake>

/** Turns names into videos: sees them, waits until they are finished, and knows them by content. */
export function openIntake(core: Core, options: IntakeOptions) {
  const stills = new Map<string, Stillness>()
  const lookAgainAt = new Map<string, number>()
  const { journal } = core

  const lookAt = async (path: string): Promise<void> => {
    const glance = await glanceAt(path)
    if (!glance) return vanish(path)
    const nowMs = core.now()
    let row = journal.file(path)
    const isSame = row && isSameFingerprint(fingerprintOfRow(row), glance.fingerprint)
    if (row && isSame && (row.state === 'taken' || row.state === 'copy')) return
    if (row?.state === 'held' && isSame && nowMs < (lookAgainAt.get(path) ?? 0)) return
    const isRequested = row?.is_requested === 1
    const rules = { quietMs: options.quietMs, extensions: core.config.videoExtensions, isRequested }
    const verdict = settle({ glance, still: stills.get(path), nowMs }, rules)
    if (verdict.kind === 'ignore') return
    if (!row || !isSame) {
      journal.noteFile(path, glance.fingerprint, nowMs)
      row = journal.file(path)
    }
    keepStill(path, glance, nowMs)
    if (verdict.kind === 'hold') return hold(path, verdict.reason)
    lookAgainAt.set(path, verdict.kind === 'wait' ? verdict.untilMs : nowMs)
    const state = verdict.kind === 'wait' ? 'found' : 'settled'
    if (row && row.state !== state) journal.changeFile(path, { ...NO_TROUBLE, state })
  }

  const keepStill = (path: string, { fingerprint }: Glance, nowMs: number) => {
    const still = stills.get(path)
    if (still && isSameFingerprint(still.fingerprint, fingerprint)) return
    stills.set(path, { fingerprint, sinceMs: nowMs })
  }
  const vanish = (path: string) => {
    stills.delete(path)
    lookAgainAt.delete(path)
    journal.forgetFile(path)
  }
  const hold = (path: string, reason: string) => {
    lookAgainAt.set(path, core.now() + LOOK_AGAIN_MS)
    const row = journal.file(path)
    if (row?.state === 'held' && row.reason === reason) return
    journal.changeFile(path, { state: 'held', code: 'not_ready', reason, who_can_fix: 'you' })
  }

  return {
    lookAt,
    /** Looks at every name there is, and at every name that was there. */
    sweep: async (): Promise<void> => {
      const names = options.folder ? await readdir(options.folder) : []
      const paths = new Set(names.map(name => join(options.folder ?? '', name)))
      for (const row of journal.files()) {
        if (row.is_requested === 1 || dirname(row.path) === options.folder) paths.add(row.path)
      }
      for (const path of paths) await lookAt(path)
    },
    /** Looks again at those that were still changing; says when the next one is due. */
    lookAtDue: async (): Promise<number> => {
      const found = journal.files().filter(row => row.state === 'found')
      for (const { path } of found) {
        if ((lookAgainAt.get(path) ?? 0) <= core.now()) await lookAt(path)
      }
      return Math.min(Number.POSITIVE_INFINITY, ...found.map(row => lookAgainAt.get(row.path) ?? 0))
    },
    /** Opens, scans and hashes a quiet file, and makes it a video if it is whole and new. */
    examine: async (row: FileRow, signal: AbortSignal): Promise<void> => {
      const reason = await whyNotWhole(row.path)
      if (reason) return hold(row.path, reason)
      const sha256 = await hashFile(row.path, signal)
      const after = await fingerprintOf(row.path)
      // What was hashed must be what was quiet; a file that moved meanwhile starts again.
      if (!after || !isSameFingerprint(after, fingerprintOfRow(row))) return lookAt(row.path)
      if (!journal.takeFile(row, sha256, core.now())) await knownContent(core, row, sha256)
    },
  }
}

/** These bytes are known: the same file again, the same file moved, or a copy. */
async function knownContent({ journal }: Core, row: FileRow, sha256: string): Promise<void> {
  const video = journal.video(sha256)
  if (!video) return
  const isSamePlace = video.path === row.path
  const isOrphan = video.state !== 'published' && (await fingerprintOf(video.path)) === null
  if (!isSamePlace && !isOrphan) {
    journal.changeFile(row.path, { ...NO_TROUBLE, state: 'copy', sha256 })
    return
  }
  const { path, size_bytes, mtime_ms, ino } = row
  journal.changeVideo(sha256, { path, size_bytes, mtime_ms, ino, next_at: 0 })
  journal.changeFile(path, { ...NO_TROUBLE, state: 'taken', sha256 })
}

async function whyNotWhole(path: string): Promise<string | null> {
  try {
    await (await open(path, 'r')).close()
    if (!MP4_LIKE.has(extname(path).toLowerCase())) return null
    const boxes = await scanBoxes(path)
    if (!boxes.isMp4) return 'The name says video, but what is inside is not one.'
    return boxes.isWhole ? null : 'The file is not complete: a part of the video is missing.'
  } catch {
    return 'The file cannot be opened for reading.'
  }
}

async function glanceAt(path: string): Promise<Glance | null> {
  try {
    const stats = await lstat(path, { bigint: true })
    return { name: basename(path), kind: kindOf(stats), fingerprint: fingerprintFrom(stats) }
  } catch {
    return null
  }
}

function kindOf(stats: BigIntStats): EntryKind {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  if (stats.isSymbolicLink()) return 'link'
  return stats.isFIFO() ? 'pipe' : 'other'
}
