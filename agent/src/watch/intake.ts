import type { Core } from '../core.ts'
import { isSameStamp, stampOf } from '../journal/file-stamp.ts'
import {
  type FileRow,
  type FileVerdict,
  type KnownFile,
  NO_TROUBLE,
  stampOfRow,
} from '../journal/rows.ts'
import { EarlyHashes } from './early-hashes.ts'
import { examineFile } from './examine.ts'
import { folderOf, isEntered, isProcessed } from './folders.ts'
import { type Glance, glancesAt, type Look } from './glance.ts'
import { meaningOf } from './ignore.ts'
import { Memory } from './memory.ts'
import { whyOtherVersion } from './other-version.ts'
import { type SettleRules, settle, type Verdict, whyUnfit } from './settle.ts'

export interface IntakeOptions {
  quietMs: number
  /** Milliseconds on a clock that nobody sets; its zero means nothing. */
  clock?: () => number
}

interface Why {
  reason: string
  code?: 'not_ready' | 'other_version'
}

/** How long a held file that did not change is left alone. */
const REST_MS = { unreadable: 30_000, broken: 600_000 } as const
/** What does not say where it ends has to be quiet for this many quiet periods. */
const LONG_QUIET = 45
/** A disk that gives another change time at every look must not have us read for ever. */
const MOST_REREADS = 3
const NO_STAMP = { sizeBytes: 0, mtimeMs: 0, ino: '' }

/** Turns names into videos: sees them, waits until they are finished, and knows them by content. */
export class Intake {
  private readonly memory: Memory
  private readonly early: EarlyHashes

  constructor(
    private readonly core: Core,
    private readonly options: IntakeOptions,
  ) {
    this.memory = new Memory(options.clock ?? (() => performance.now()))
    this.early = new EarlyHashes(this.memory.clock)
  }

  /** Looks again at those that were still changing; says how long until the next one is due. */
  async lookAtDue(): Promise<number> {
    for (const slice of slicesOf(this.memory.due())) await this.lookAt(slice)
    this.early.beginDue()
    return Math.min(this.memory.untilDueMs(), this.early.untilDueMs())
  }

  /**
   * Looks at these names and writes down what is new, in one commit. Answers with the folders
   * among them whose files count.
   */
  async lookAt(
    paths: readonly string[],
    known?: ReadonlyMap<string, KnownFile>,
  ): Promise<string[]> {
    const { config, journal } = this.core
    const folders: string[] = []
    const news: [string, Look][] = []
    const looks = await glancesAt(paths)
    for (const [n, path] of paths.entries()) {
      const look = looks[n] ?? 'unknown'
      if (isProcessed(config, path) && !journal.file(path)?.is_requested) continue
      if (this.isFolderToEnter(path, look)) folders.push(path)
      else if (this.isNews(path, look, known)) news.push([path, look])
    }
    if (news.length === 0) return folders
    journal.atomically(() => {
      for (const [path, look] of news) {
        if (look === 'gone') this.vanish(path)
        else if (look !== 'unknown') this.judge(path, look)
      }
    })
    return folders
  }

  /** Opens, scans and hashes a quiet file, and makes it a video if it is whole and new. */
  examine(row: FileRow, signal: AbortSignal): Promise<void> {
    return this.early.holdingOff(() => this.examineNow(row, signal))
  }

  close(): void {
    this.early.close()
  }

  private async examineNow(row: FileRow, signal: AbortSignal): Promise<void> {
    const { path } = row
    const { clock } = this.memory
    const quietSince = this.memory.still(path)?.sinceMs ?? clock()
    const longMs = this.options.quietMs * LONG_QUIET
    const hasLongBeenQuiet = clock() - quietSince >= longMs
    const early = () => this.early.take(path)
    const on = { signal, hasLongBeenQuiet, early }
    const exam = await examineFile(this.core, row, on).catch(error => {
      signal.throwIfAborted()
      const reason = error instanceof Error ? error.message : 'The file could not be looked into.'
      return { kind: 'unreadable', reason } as const
    })
    if (exam.kind === 'changed') return this.startAgain(path)
    if (exam.kind === 'too_soon') return this.waitLonger(path, quietSince + longMs)
    if (exam.kind !== 'content') return this.hold(path, exam, exam.kind)
    await this.take(row, exam.sha256)
  }

  /** A name that can be shown but not reached, or a folder that cannot be read. */
  holdUnreachable(path: string, reason: string): void {
    const { journal, now } = this.core
    const row = journal.file(path)
    if (row?.state === 'held' && row.reason === reason) return
    journal.atomically(() => {
      journal.noteFile(path, NO_STAMP, now())
      this.hold(path, { reason }, null)
    })
  }

  vanish(path: string): void {
    this.memory.forget(path)
    this.early.forget(path)
    this.core.journal.forgetFile(path)
  }

  private isFolderToEnter(path: string, look: Look): boolean {
    if (look === 'gone' || look === 'unknown' || look.kind !== 'folder') return false
    return meaningOf(look.name) === null && isEntered(this.core.config, path)
  }

  /** Is there something to write down? Asked of every name at every sweep, so it reads nothing. */
  private isNews(
    path: string,
    look: Look,
    known: ReadonlyMap<string, KnownFile> | undefined,
  ): boolean {
    if (look === 'unknown') return false
    const row = known ? known.get(path) : this.core.journal.file(path)
    if (look === 'gone') return Boolean(row)
    if (row && this.isAtRest(row, look)) return false
    return whyUnfit(look, this.rulesFor(row))?.kind !== 'ignore'
  }

  /** Nothing happened to it since it was last judged. */
  private isAtRest(row: KnownFile, look: Glance): boolean {
    if (!isSameStamp(stampOfRow(row), look.stamp)) return false
    if (row.state === 'settled') return true
    if (row.state === 'found') return !this.memory.isDue(row.path)
    if (row.state === 'held') return !isTouched(row, look) && this.isResting(row)
    return !isTouched(row, look) || this.memory.rereadsOf(row.path) >= MOST_REREADS
  }

  /** What was read in an earlier life of the agent holds as if it had been read just now. */
  private isResting({ path, verdict }: KnownFile): boolean {
    if (verdict && !this.memory.hasRested(path)) this.memory.restFor(path, REST_MS[verdict])
    return this.memory.isResting(path)
  }

  private rulesFor(row: KnownFile | null | undefined): SettleRules {
    const { quietMs } = this.options
    const extensions = this.core.config.videoExtensions
    return { quietMs, extensions, isRequested: row?.is_requested === 1 }
  }

  private judge(path: string, glance: Glance): void {
    const { journal, now } = this.core
    const row = journal.file(path)
    const isSame = row !== null && isSameStamp(stampOfRow(row), glance.stamp)
    if (isSame && (row.state === 'taken' || row.state === 'copy')) this.reread(row, glance)
    else {
      const seen = { glance, still: this.memory.still(path), nowMs: this.memory.clock() }
      const wasRenamed = this.memory.wasUnfinished(glance)
      const verdict = settle({ ...seen, wasRenamed }, this.rulesFor(row))
      if (verdict.kind === 'ignore') return
      if (!isSame || isTouched(row, glance)) {
        this.memory.endRest(path)
        journal.noteFile(path, glance.stamp, now())
      }
      this.note(path, glance, verdict)
    }
  }

  private note(path: string, glance: Glance, verdict: Exclude<Verdict, { kind: 'ignore' }>): void {
    const { journal } = this.core
    if (verdict.kind === 'hold') {
      if (meaningOf(glance.name) === 'unfinished') this.memory.noteUnfinished(glance)
      this.hold(path, verdict, null)
      return
    }
    this.memory.keepStill(path, glance)
    const state = verdict.kind === 'wait' ? 'found' : 'settled'
    if (verdict.kind === 'wait') this.expect(path, verdict.untilMs)
    else this.expectNoMore(path)
    if (journal.file(path)?.state !== state) journal.changeFile(path, { ...NO_TROUBLE, state })
  }

  private expect(path: string, untilMs: number): void {
    this.memory.expect(path, untilMs)
    const still = this.memory.still(path)
    // What another machine writes to a share is seen late here.
    const isShare = folderOf(this.core.config, path)?.isPolled
    if (still && !isShare) this.early.expect(path, still, untilMs)
  }

  private expectNoMore(path: string): void {
    this.memory.expectNoMore(path)
    this.early.expectNoMore(path)
  }

  /** Known bytes at a name whose change time moved: read again, though nothing has to wait. */
  private reread(row: FileRow, { stamp }: Glance): void {
    this.memory.countReread(row.path)
    const change = { state: 'settled', ctime_ms: stamp.ctimeMs ?? 0 } as const
    this.core.journal.changeFile(row.path, change)
  }

  private async take(row: FileRow, sha256: string): Promise<void> {
    const { journal, now } = this.core
    const reason = journal.video(sha256) ? null : whyOtherVersion(this.core, row)
    if (reason) return this.hold(row.path, { reason, code: 'other_version' }, 'broken')
    const isNew = journal.takeFile(row, sha256, now())
    if (!isNew) await knownContent(this.core, row, sha256)
    if (this.memory.rereadsOf(row.path) > 0) journal.outdateVideosAt(row.path, sha256)
    this.memory.dropStill(row.path)
    this.early.forget(row.path)
    // Whoever probes it next may find that it is no video, and give the name back as held.
    this.memory.restFor(row.path, REST_MS.broken)
  }

  private waitLonger(path: string, untilMs: number): void {
    const reason = 'This kind of file does not say where it ends; waiting until it is surely over.'
    this.core.journal.changeFile(path, { ...NO_TROUBLE, state: 'found', reason })
    this.memory.expect(path, untilMs)
  }

  private startAgain(path: string): void {
    this.memory.dropStill(path)
    this.early.drop(path)
    this.core.journal.changeFile(path, { ...NO_TROUBLE, state: 'found' })
    this.memory.expect(path, this.memory.clock())
  }

  /** Without a verdict it is held for its name, its kind or its place, which costs no reading. */
  private hold(path: string, why: Why, verdict: FileVerdict | null): void {
    const { reason, code = 'not_ready' } = why
    if (verdict !== 'broken') this.memory.endRest(path)
    this.memory.restFor(path, REST_MS[verdict ?? 'broken'])
    this.expectNoMore(path)
    this.early.drop(path)
    const row = this.core.journal.file(path)
    if (row?.state === 'held' && row.reason === reason) return
    const said = { code, reason, who_can_fix: 'you' } as const
    this.core.journal.changeFile(path, { ...said, state: 'held', verdict })
  }
}

const isTouched = (row: KnownFile, { stamp }: Glance) =>
  row.ctime_ms !== 0 && row.ctime_ms !== stamp.ctimeMs

/** So many names are looked at and written down together; between two slices others have a turn. */
const SLICE = 256

export function* slicesOf(paths: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < paths.length; from += SLICE) yield paths.slice(from, from + SLICE)
}

/** These bytes are known: the same file again, the same file moved, or a copy. */
async function knownContent({ journal }: Core, row: FileRow, sha256: string): Promise<void> {
  const video = journal.video(sha256)
  if (!video) return
  const isSamePlace = video.path === row.path
  const isOrphan = video.state !== 'published' && (await stampOf(video.path)) === null
  if (!isSamePlace && !isOrphan) {
    journal.changeFile(row.path, { ...NO_TROUBLE, state: 'copy', sha256 })
    return
  }
  const { path, size_bytes, mtime_ms, ino } = row
  journal.changeVideo(sha256, { path, size_bytes, mtime_ms, ino, next_at: 0 })
  journal.changeFile(path, { ...NO_TROUBLE, state: 'taken', sha256 })
}
