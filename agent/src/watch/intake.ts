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

/** Turns names into videos: sees them, waits until they are finished, and knows them by content. */
export class Intake {
  private readonly stills = new Map<string, Stillness>()
  private readonly lookAgainAt = new Map<string, number>()

  constructor(
    private readonly core: Core,
    private readonly options: IntakeOptions,
  ) {}

  /** Looks at every name there is, and at every name that was there. */
  async sweep(): Promise<void> {
    const { folder } = this.options
    const names = folder ? await readdir(folder) : []
    const paths = new Set(names.map(name => join(folder ?? '', name)))
    for (const row of this.core.journal.files()) {
      if (row.is_requested === 1 || dirname(row.path) === folder) paths.add(row.path)
    }
    for (const path of paths) await this.lookAt(path)
  }

  /** Looks again at those that were still changing; says when the next one is due. */
  async lookAtDue(): Promise<number> {
    const found = this.core.journal.files().filter(row => row.state === 'found')
    for (const { path } of found) {
      if ((this.lookAgainAt.get(path) ?? 0) <= this.core.now()) await this.lookAt(path)
    }
    const due = found.map(row => this.lookAgainAt.get(row.path) ?? 0)
    return Math.min(Number.POSITIVE_INFINITY, ...due)
  }

  async lookAt(path: string): Promise<void> {
    if (this.core.config.folders.some(it => it.processedDir === path)) return
    const glance = await glanceAt(path)
    if (!glance) return this.vanish(path)
    const { journal } = this.core
    const nowMs = this.core.now()
    const row = journal.file(path)
    const isSame = row ? isSameFingerprint(fingerprintOfRow(row), glance.fingerprint) : false
    if (row && isSame && this.isSettledAlready(row, nowMs)) return
    const verdict = settle(
      { glance, still: this.stills.get(path), nowMs },
      {
        quietMs: this.options.quietMs,
        extensions: this.core.config.videoExtensions,
        isRequested: row?.is_requested === 1,
      },
    )
    if (verdict.kind === 'ignore') return
    if (!isSame) journal.noteFile(path, glance.fingerprint, nowMs)
    this.keepStill(path, glance, nowMs)
    if (verdict.kind === 'hold') return this.hold(path, verdict.reason)
    this.lookAgainAt.set(path, verdict.kind === 'wait' ? verdict.untilMs : nowMs)
    const state = verdict.kind === 'wait' ? 'found' : 'settled'
    if (journal.file(path)?.state !== state) journal.changeFile(path, { ...NO_TROUBLE, state })
  }

  /** Opens, scans and hashes a quiet file, and makes it a video if it is whole and new. */
  async examine(row: FileRow, signal: AbortSignal): Promise<void> {
    const reason = await whyNotWhole(row.path)
    if (reason) return this.hold(row.path, reason)
    const sha256 = await hashFile(row.path, signal).catch(() => null)
    signal.throwIfAborted()
    if (sha256 === null) return this.hold(row.path, 'The file cannot be read to its end.')
    const after = await fingerprintOf(row.path)
    // What was hashed must be what was quiet; a file that moved meanwhile starts again.
    if (!after || !isSameFingerprint(after, fingerprintOfRow(row))) return this.lookAt(row.path)
    const isNew = this.core.journal.takeFile(row, sha256, this.core.now())
    if (!isNew) await knownContent(this.core, row, sha256)
  }

  private isSettledAlready({ path, state }: FileRow, nowMs: number): boolean {
    if (state === 'held') return nowMs < (this.lookAgainAt.get(path) ?? 0)
    return state === 'taken' || state === 'copy' || state === 'settled'
  }

  private keepStill(path: string, { fingerprint }: Glance, nowMs: number): void {
    const still = this.stills.get(path)
    const isSame = still && isSameFingerprint(still.fingerprint, fingerprint)
    if (isSame && still.sinceMs <= nowMs) return
    this.stills.set(path, { fingerprint, sinceMs: nowMs })
  }

  private hold(path: string, reason: string): void {
    this.lookAgainAt.set(path, this.core.now() + LOOK_AGAIN_MS)
    const row = this.core.journal.file(path)
    if (row?.state === 'held' && row.reason === reason) return
    const change = { state: 'held', code: 'not_ready', reason, who_can_fix: 'you' } as const
    this.core.journal.changeFile(path, change)
  }

  private vanish(path: string): void {
    this.stills.delete(path)
    this.lookAgainAt.delete(path)
    this.core.journal.forgetFile(path)
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
