import { existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { randomId } from '../../kit/oauth.ts'
import { reach, receive, sha256Of } from '../../kit/wire.ts'
import type { VideoResource } from '../metadata.ts'
import type { YouTubeKit } from '../settings.ts'

export interface Session {
  uploadId: string
  accountId: string
  /** null until a Content-Range names it, for a client that did not say at the start. */
  total: number | null
  contentType: string
  resource: VideoResource
  receivedBytes: number
  startedAt: number
  /** Chosen ahead, so that finishing twice can only make the same video. */
  videoId: string
  isDone: boolean
  isCancelled: boolean
}

interface RunningHash {
  bytes: number
  hasher: Bun.CryptoHasher
}

const WRITE_DOWN_EVERY_BYTES = 8 * 2 ** 20

/** The upload sessions of a channel: durable, with the live byte count in memory. */
export class Sessions {
  private readonly live = new Map<string, Session>()
  private readonly holders = new Map<string, symbol>()
  private readonly finishing = new Map<string, Promise<void>>()
  private readonly hashes = new Map<string, RunningHash>()

  constructor(private readonly kit: YouTubeKit) {}

  open(about: Pick<Session, 'accountId' | 'total' | 'contentType' | 'resource'>): Session {
    const session: Session = {
      ...about,
      uploadId: `ABPt${randomId()}`,
      receivedBytes: 0,
      startedAt: this.kit.now().getTime(),
      videoId: randomId(8),
      isDone: false,
      isCancelled: false,
    }
    this.kit.ledger.openUpload(session.uploadId, session.total ?? 0)
    this.save(session)
    return session
  }

  /** The session of a URI that still works; expired, cancelled and invented ones are gone alike. */
  find(uploadId: string): Session | undefined {
    const session = this.live.get(uploadId) ?? this.kit.store.get<Session>('session', uploadId)
    if (!session || session.isCancelled) return undefined
    const ageMs = this.kit.now().getTime() - session.startedAt
    if (ageMs > this.kit.settings().sessionSeconds * 1000) return undefined
    this.live.set(uploadId, session)
    return session
  }

  /** The newest request owns the session; an older one whose line is dying stops writing. */
  claim(session: Session): () => boolean {
    const holder = Symbol()
    this.holders.set(session.uploadId, holder)
    return () => this.holders.get(session.uploadId) === holder
  }

  /** Stores a body at the end of what is there. Answers whether the body came through whole. */
  async append(
    session: Session,
    body: ReadableStream<Uint8Array> | null,
    room: number,
  ): Promise<{ isWhole: boolean; bodyBytes: number }> {
    const at = session.receivedBytes
    const path = this.path(session)
    if (at > 0 && !existsSync(path)) throw new Error(`the bytes of ${session.uploadId} are gone`)
    const mayContinue = this.claim(session)
    let writtenDown = at
    const onBytes = (kept: number) => {
      session.receivedBytes = at + kept
      if (session.receivedBytes - writtenDown < WRITE_DOWN_EVERY_BYTES) return
      writtenDown = session.receivedBytes
      this.save(session)
    }
    const onKept = this.hashFrom(session.uploadId, at)
    const got = await receive(body, { path, at, room, onBytes, onKept, mayContinue })
    if (mayContinue()) this.save(session)
    return got
  }

  /** Makes the video once every byte is there; a second call waits for the first. */
  finish(session: Session, publish: (sha256: string, file: string) => void): Promise<void> {
    if (session.isDone) return Promise.resolve()
    const running = this.finishing.get(session.uploadId)
    if (running) return running
    const run = this.makeVideo(session, publish).finally(() =>
      this.finishing.delete(session.uploadId),
    )
    this.finishing.set(session.uploadId, run)
    return run
  }

  cancel(session: Session): void {
    session.isCancelled = true
    this.claim(session)
    this.save(session)
    this.live.delete(session.uploadId)
  }

  private async makeVideo(session: Session, publish: (sha256: string, file: string) => void) {
    const file = this.kit.store.filePath(session.videoId)
    // A kill between the move and the last line leaves the file already at its new place.
    if (!existsSync(file)) {
      await using part = await open(this.path(session), 'r+')
      // A kill may have come between the last zeros of a body and the file's new length.
      reach(part, session.receivedBytes)
      await rename(this.path(session), file)
    }
    const running = this.hashes.get(session.uploadId)
    this.hashes.delete(session.uploadId)
    const isWhole = running?.bytes === session.receivedBytes
    const sha256 = isWhole ? running.hasher.digest('hex') : await sha256Of(file)
    publish(sha256, file)
    session.isDone = true
    this.kit.ledger.completeUpload(session.uploadId)
    this.save(session)
  }

  /** Hashes along while bytes come in order, so that a huge file is not read again at its end. */
  private hashFrom(uploadId: string, at: number): (piece: Uint8Array) => void {
    const known = this.hashes.get(uploadId)
    const running = at === 0 ? { bytes: 0, hasher: new Bun.CryptoHasher('sha256') } : known
    // After a restart the beginning was never seen: then the file itself is read.
    if (running?.bytes !== at) {
      this.hashes.delete(uploadId)
      return () => {}
    }
    this.hashes.set(uploadId, running)
    return piece => {
      running.hasher.update(piece)
      running.bytes += piece.length
    }
  }

  private path(session: Session): string {
    return this.kit.store.filePath(`part-${session.uploadId}`)
  }

  save(session: Session): void {
    this.live.set(session.uploadId, session)
    this.kit.store.put('session', session.uploadId, session)
  }
}
