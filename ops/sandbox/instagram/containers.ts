import { existsSync, statSync } from 'node:fs'
import { DAY_MS } from '../../durations.ts'
import { probeMedia } from '../kit/probe.ts'
import { type Caller, GraphError, type Input, type Instagram, newId, text } from './graph.ts'
import { reelRefusal } from './media-rules.ts'

export interface Container {
  id: string
  accountId: string
  caption: string
  isResumable: boolean
  videoUrl: string
  thumbOffsetMs: number
  raw: Input
  createdAt: number
  fileSize?: number
  receivedAt?: number
  verdict?: Verdict
  isLost: boolean
  mediaId?: string
}

export interface Verdict {
  /** Absent when the video is good. */
  subcode?: number
  reason?: string
}

export type StatusCode = 'IN_PROGRESS' | 'FINISHED' | 'ERROR' | 'EXPIRED' | 'PUBLISHED'

/** Makes an empty container after checking everything that can be checked before the bytes. */
export function createContainer(kit: Instagram, { account }: Caller, input: Input): Container {
  const caption = text(input, 'caption')
  checkCaption(caption)
  if (text(input, 'media_type') !== 'REELS') {
    throw new GraphError({ code: 100, subcode: 2207023, message: 'The media type is unknown.' })
  }
  // Instagram Login does not know upload_type and passes over it without a word.
  const isResumable = kit.login === 'facebook' && text(input, 'upload_type') === 'resumable'
  const videoUrl = text(input, 'video_url')
  if (!isResumable && !videoUrl) {
    const message = '(#100) The parameter video_url is required'
    throw new GraphError({ code: 100, message, type: 'IGApiException' })
  }
  const thumbOffsetMs = Number(text(input, 'thumb_offset') || 0)
  if (!(thumbOffsetMs >= 0)) throw new GraphError(THUMB_OUT_OF_RANGE)
  checkDailyContainers(kit, account.id)
  const { access_token: _, ...raw } = input
  const isLost = listContainers(kit).length < kit.settings().lostContainers
  const facts = {
    isLost,
    caption,
    isResumable,
    videoUrl,
    thumbOffsetMs,
    raw,
    accountId: account.id,
  }
  const container = { id: newId('178'), createdAt: kit.now().getTime(), ...facts }
  // A URL is read by the platform itself, so nothing more is waited for.
  return saveContainer(
    kit,
    !isResumable ? { ...container, receivedAt: container.createdAt } : container,
  )
}

const THUMB_OUT_OF_RANGE = { code: 1, subcode: 2207057, message: 'thumb_offset is out of range.' }

function checkCaption(caption: string): void {
  const isTooMuch =
    [...caption].length > 2200 ||
    (caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0) > 30 ||
    (caption.match(/(?<![\w.])@[\w.]+/g)?.length ?? 0) > 20
  if (!isTooMuch) return
  const message = 'The caption is too long, or has too many hashtags or mentions.'
  throw new GraphError({ code: 36004, subcode: 2207010, message, title: 'Caption too long' })
}

function checkDailyContainers(kit: Instagram, accountId: string): void {
  const since = kit.now().getTime() - DAY_MS
  const mine = listContainers(kit).filter(it => it.accountId === accountId && it.createdAt > since)
  if (mine.length < kit.settings().containerLimit) return
  throw new GraphError({ status: 403, code: 4, message: 'Application request limit reached' })
}

export function listContainers(kit: Instagram): Container[] {
  return kit.store.list<Container>('container').map(row => row.value)
}

export function findContainer(kit: Instagram, id: string): Container | undefined {
  return kit.store.get('container', id)
}

export function saveContainer(kit: Instagram, container: Container): Container {
  kit.store.put('container', container.id, container)
  return container
}

export function containerFile(kit: Instagram, container: Container): string {
  return kit.store.filePath(`${container.id}.mp4`)
}

/** The file only ever grows at its end, so its size is what survived any kill. */
export function bytesTransferred(kit: Instagram, container: Container): number {
  const path = containerFile(kit, container)
  return existsSync(path) ? statSync(path).size : 0
}

/** Brings a container up to now: bytes complete, processing over, verdict found. */
export async function settle(kit: Instagram, id: string): Promise<Container | undefined> {
  const container = findContainer(kit, id)
  if (!container || container.mediaId || container.verdict) return container
  const now = kit.now().getTime()
  const isWhole = bytesTransferred(kit, container) === container.fileSize
  if (container.receivedAt === undefined) {
    return isWhole ? saveContainer(kit, { ...container, receivedAt: now }) : container
  }
  if (container.receivedAt + kit.settings().processingMs > now) return container
  const verdict = await judge(kit, container)
  // A publish may have come in between; only the verdict is ours to add.
  const latest = findContainer(kit, id) ?? container
  return saveContainer(kit, { ...latest, verdict })
}

async function judge(kit: Instagram, container: Container): Promise<Verdict> {
  const path = containerFile(kit, container)
  if (!container.isResumable && !(await download(container.videoUrl, path))) {
    return { subcode: 2207052, reason: 'the URL could not be fetched' }
  }
  if (!kit.settings().judgesMedia) return {}
  const reason = await reelRefusal(path)
  if (reason) return { subcode: 2207026, reason }
  const facts = await probeMedia(path)
  const lastsMs = (facts?.durationSec ?? 0) * 1000
  if (container.thumbOffsetMs > lastsMs) {
    return { subcode: 2207057, reason: 'thumb_offset is out of range' }
  }
  return {}
}

// A stand-in stays on this machine, so only loopback counts as the public internet.
async function download(url: string, path: string): Promise<boolean> {
  if (!URL.canParse(url) || !/^(127\.0\.0\.1|localhost)$/.test(new URL(url).hostname)) return false
  try {
    const response = await fetch(url)
    if (response.ok) await Bun.write(path, response)
    return response.ok
  } catch {
    return false
  }
}

export function statusCode(kit: Instagram, container: Container): StatusCode {
  if (container.mediaId) return 'PUBLISHED'
  if (container.createdAt + DAY_MS <= kit.now().getTime()) return 'EXPIRED'
  if (!container.verdict) return kit.settings().saysPublishedEarly ? 'PUBLISHED' : 'IN_PROGRESS'
  return container.verdict.subcode ? 'ERROR' : 'FINISHED'
}

const SENTENCES: Record<StatusCode, string> = {
  IN_PROGRESS: 'In Progress: Media is still being processed.',
  FINISHED: 'Finished: Media has been uploaded and it is ready to be published.',
  ERROR: 'Error: Media upload has failed with error code',
  EXPIRED: 'Expired: Media was not published within 24 hours.',
  PUBLISHED: 'Published: Media has been already published.',
}

/** Every field a container can be asked for. */
export function viewContainer(kit: Instagram, container: Container): Input & { id: string } {
  const status_code = statusCode(kit, container)
  const code = container.verdict?.subcode
  const transferred = bytesTransferred(kit, container)
  const isReceived = container.receivedAt !== undefined
  const uploading = isReceived ? 'complete' : transferred > 0 ? 'in_progress' : 'not_started'
  return {
    id: container.id,
    status_code,
    status: code ? `${SENTENCES.ERROR} ${code}` : SENTENCES[status_code],
    video_status: {
      uploading_phase: { status: uploading, bytes_transferred: transferred },
      processing_phase: { status: processingPhase(container) },
    },
    copyright_check_status: { status: 'completed', matches_found: false },
  }
}

function processingPhase({ receivedAt, verdict }: Container): string {
  if (receivedAt === undefined) return 'not_started'
  if (!verdict) return 'in_progress'
  return verdict.subcode ? 'error' : 'complete'
}
