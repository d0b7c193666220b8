import type { Store } from './store.ts'

/** What a platform shows the world, and the proof of which bytes it received. */
export interface Publication {
  remoteId: string
  accountId: string
  title: string
  text: string
  privacy: string
  sha256: string
  sizeBytes: number
  contentType: string
  publishedAt: string
  url: string
  file: string
  thumbnail?: string
  /** The frame that was asked for as its cover. */
  coverMs?: number
  captions?: CaptionTrack[]
  views: number
  likes: number
  comments: number
  raw: Record<string, unknown>
}

export interface CaptionTrack {
  id: string
  language: string
  name: string
  sha256: string
  sizeBytes: number
  addedAt: string
}

export interface ReceivedRange {
  from: number
  to: number
  at: string
  status: number
}

export interface UploadRecord {
  uploadId: string
  total: number
  ranges: ReceivedRange[]
  isComplete: boolean
}

const KEPT_REQUESTS = 2000

/** The account a test or a person reads afterwards: what arrived, what was published, how often. */
export class Ledger {
  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    store.db.run(`create table if not exists request (
      n integer primary key, method text not null, path text not null,
      status integer not null, at text not null)`)
  }

  publish(publication: Publication): void {
    this.store.put('publication', publication.remoteId, publication)
  }

  publication(remoteId: string): Publication | undefined {
    return this.store.get('publication', remoteId)
  }

  /** Newest last, as they were published. */
  publications(): Publication[] {
    return this.store.list<Publication>('publication').map(row => row.value)
  }

  /** Takes it away from where the world sees it, as its owner may at any time. */
  unpublish(remoteId: string): void {
    this.store.remove('publication', remoteId)
  }

  change(remoteId: string, change: Partial<Publication>): void {
    const current = this.publication(remoteId)
    if (current) this.publish({ ...current, ...change })
  }

  openUpload(uploadId: string, total: number): void {
    this.store.put('upload', uploadId, { uploadId, total, ranges: [], isComplete: false })
  }

  /** Writes down bytes `from..to` (inclusive) of one request; `to < from` means none were kept. */
  range(uploadId: string, range: Omit<ReceivedRange, 'at'>): void {
    const upload = this.upload(uploadId)
    upload.ranges.push({ ...range, at: this.now().toISOString() })
    this.store.put('upload', uploadId, upload)
  }

  completeUpload(uploadId: string): void {
    this.store.put('upload', uploadId, { ...this.upload(uploadId), isComplete: true })
  }

  upload(uploadId: string): UploadRecord {
    const none = { uploadId, total: 0, ranges: [], isComplete: false }
    return this.store.get<UploadRecord>('upload', uploadId) ?? none
  }

  countRefresh(): void {
    this.store.count('refreshes')
  }

  /** A refresh token came again after it was spent: a strict platform ends the account for it. */
  countReuse(): void {
    this.store.count('reuses')
  }

  /** `path` is the path alone: queries and headers can hold tokens. Status 0 is a dropped line. */
  request(method: string, path: string, status: number): void {
    const { lastInsertRowid } = this.store.db
      .query('insert into request (method, path, status, at) values (?, ?, ?, ?)')
      .run(method, path, status, this.now().toISOString())
    this.store.db
      .query('delete from request where n <= ?')
      .run(Number(lastInsertRowid) - KEPT_REQUESTS)
  }

  read(): object {
    return {
      publications: this.publications(),
      uploads: this.store.list<UploadRecord>('upload').map(row => row.value),
      requests: this.store.db
        .query('select method, path, status, at from request order by n')
        .all(),
      refreshes: this.store.get<number>('counter', 'refreshes') ?? 0,
      reuses: this.store.get<number>('counter', 'reuses') ?? 0,
    }
  }
}
