import { rm } from 'node:fs/promises'
import { randomId } from '../kit/oauth.ts'
import { receive, sha256Of } from '../kit/wire.ts'
import type { Caller, LinkedIn } from './answers.ts'
import { mediaFailReason } from './media-rules.ts'

export interface Video {
  urn: string
  owner: string
  totalBytes: number
  partBytes: number
  uploadToken: string
  /** Signs the addresses that its parts are sent to. */
  signature: string
  urlsExpireAt: number
  finalizedAt?: number
  outcome?: { sha256: string } | { failReason: string }
}

/** What one `PUT` brought; every one is a blob of its own, under its own ETag. */
export interface Part {
  etag: string
  videoUrn: string
  index: number
  bytes: number
}

export type Status = 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED'

export function openVideo(kit: LinkedIn, { urn: owner }: Caller, totalBytes: number): Video {
  const { uploadToken, uploadUrlSeconds, partBytes } = kit.settings()
  const video: Video = {
    urn: `urn:li:video:C5${randomId(15)}`,
    ...{ owner, totalBytes, partBytes, uploadToken, signature: randomId(16) },
    urlsExpireAt: kit.now().getTime() + uploadUrlSeconds * 1000,
  }
  kit.ledger.openUpload(video.urn, totalBytes)
  kit.store.put('upload-key', video.signature, video.urn)
  return saveVideo(kit, video)
}

export function saveVideo(kit: LinkedIn, video: Video): Video {
  kit.store.put('video', video.urn, video)
  return video
}

export function findVideo(kit: LinkedIn, urn: string): Video | undefined {
  return kit.store.get('video', urn)
}

export const videoFile = (kit: LinkedIn, video: Video) => kit.store.filePath(video.urn)
export const partFile = (kit: LinkedIn, etag: string) => kit.store.filePath(etag)

/** The bytes of each part, first and last inclusive. */
export function rangesOf({
  totalBytes,
  partBytes,
}: Video): { firstByte: number; lastByte: number }[] {
  return Array.from({ length: Math.ceil(totalBytes / partBytes) }, (_, index) => ({
    firstByte: index * partBytes,
    lastByte: Math.min((index + 1) * partBytes, totalBytes) - 1,
  }))
}

export function statusOf(kit: LinkedIn, video: Video): Status {
  if (video.finalizedAt === undefined) return 'WAITING_UPLOAD'
  if (!video.outcome || !isDue(kit, video)) return 'PROCESSING'
  return 'failReason' in video.outcome ? 'PROCESSING_FAILED' : 'AVAILABLE'
}

const isDue = (kit: LinkedIn, { finalizedAt = Number.POSITIVE_INFINITY }: Video) =>
  finalizedAt + kit.settings().processingMs <= kit.now().getTime()

/** Puts videos together and judges them; each at most once at a time. */
export class Processing {
  private readonly running = new Map<string, Promise<Video>>()

  constructor(private readonly kit: LinkedIn) {}

  /** The parts become one file; to do it again changes nothing. */
  finalize(video: Video, etags: string[]): Promise<Video> {
    return this.once(video, current =>
      current.finalizedAt === undefined ? this.assemble(current, etags) : current,
    )
  }

  /** Brings a video up to now. */
  settle(video: Video): Promise<Video> {
    if (video.outcome || !isDue(this.kit, video)) return Promise.resolve(video)
    return this.once(video, current => (current.outcome ? current : this.judge(current)))
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.running.values())
  }

  private async once(
    video: Video,
    work: (current: Video) => Video | Promise<Video>,
  ): Promise<Video> {
    const before = this.running.get(video.urn)
    const run = async () => {
      await before?.catch(() => undefined)
      return work(findVideo(this.kit, video.urn) ?? video)
    }
    const mine = run()
    this.running.set(video.urn, mine)
    try {
      return await mine
    } finally {
      if (this.running.get(video.urn) === mine) this.running.delete(video.urn)
    }
  }

  private async assemble(video: Video, etags: string[]): Promise<Video> {
    const finalizedAt = this.kit.now().getTime()
    const failReason = partsFailReason(this.kit, video, etags)
    if (failReason) {
      return saveVideo(this.kit, { ...video, finalizedAt, outcome: { failReason } })
    }
    for (const [index, { firstByte, lastByte }] of rangesOf(video).entries()) {
      const body = Bun.file(partFile(this.kit, etags[index] ?? '')).stream()
      const room = lastByte - firstByte + 1
      await receive(body, { path: videoFile(this.kit, video), at: firstByte, room })
    }
    // What is kept for a repeat is the outcome: the parts may go once it is written down.
    const saved = saveVideo(this.kit, { ...video, finalizedAt })
    this.kit.ledger.completeUpload(video.urn)
    for (const etag of etags) await rm(partFile(this.kit, etag), { force: true })
    return saved
  }

  private async judge(video: Video): Promise<Video> {
    const file = videoFile(this.kit, video)
    const { forcedFailReason, judgesMedia, minVideoBytes } = this.kit.settings()
    const tooSmall = video.totalBytes < minVideoBytes ? 'The file is too small' : undefined
    const look = () => (judgesMedia ? mediaFailReason(file) : undefined)
    const failReason = forcedFailReason || tooSmall || (await look())
    const outcome = failReason ? { failReason } : { sha256: await sha256Of(file) }
    return saveVideo(this.kit, { ...video, outcome })
  }
}

function partsFailReason(kit: LinkedIn, video: Video, etags: string[]): string | undefined {
  const ranges = rangesOf(video)
  const parts = etags.map(etag => kit.store.get<Part>('part', etag))
  if (parts.length !== ranges.length) return 'Not every part was named'
  const isOwn = parts.every((part, index) => part?.videoUrn === video.urn && part.index === index)
  if (!isOwn) return 'The parts are out of order'
  const isWhole = ranges.every(
    ({ firstByte, lastByte }, index) => parts[index]?.bytes === lastByte - firstByte + 1,
  )
  return isWhole ? undefined : 'A part has a wrong length'
}
