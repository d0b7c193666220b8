import type { Publication } from '../kit/ledger.ts'
import { YouTubeError } from './errors.ts'
import type { VideoResource } from './metadata.ts'
import type { Outcome, YouTubeKit } from './settings.ts'
import type { Session } from './upload/sessions.ts'

type Part = (kit: YouTubeKit, it: Publication) => object

/** Makes the video that a finished session stands for. */
export function videoInserted(
  kit: YouTubeKit,
  session: Session,
  received: { sha256: string; file: string },
): void {
  const { snippet, status } = session.resource
  const isForcedPrivate = kit.settings().isForcedPrivate
  kit.ledger.publish({
    remoteId: session.videoId,
    accountId: session.accountId,
    title: snippet.title,
    text: snippet.description,
    privacy: isForcedPrivate ? 'private' : status.privacyStatus,
    ...received,
    sizeBytes: session.receivedBytes,
    contentType: session.contentType,
    publishedAt: kit.now().toISOString(),
    url: `${kit.origin}/watch?v=${session.videoId}`,
    views: 0,
    likes: 0,
    comments: 0,
    raw: { snippet, status },
  })
}

interface Phase {
  outcome: Outcome | undefined
  isScheduledOut: boolean
}

/** Where a video is in its life at this instant. */
function phaseOf(kit: YouTubeKit, it: Publication): Phase {
  const { processingMs, outcome, outcomes } = kit.settings()
  const isReady = kit.now().getTime() - Date.parse(it.publishedAt) >= processingMs
  const { publishAt } = resourceOf(it).status
  return {
    outcome: isReady ? (outcomes[it.remoteId] ?? outcome) : undefined,
    isScheduledOut: publishAt !== undefined && Date.parse(publishAt) <= kit.now().getTime(),
  }
}

// `videoInserted` is the only writer of a publication's raw part.
const resourceOf = (it: Publication) => it.raw as unknown as VideoResource

const VIDEO_PARTS: Record<string, Part> = {
  id: () => ({}),
  snippet: (kit, it) => {
    const channel = kit.accounts.find(account => account.id === it.accountId)
    const { tags, ...snippet } = resourceOf(it).snippet
    return {
      snippet: {
        publishedAt: it.publishedAt,
        channelId: it.accountId,
        ...snippet,
        thumbnails: thumbnails(kit, it.remoteId),
        channelTitle: channel?.name,
        ...(tags.length > 0 && { tags }),
        liveBroadcastContent: 'none',
      },
    }
  },
  status: (kit, it) => {
    const { outcome, isScheduledOut } = phaseOf(kit, it)
    const { publishAt, ...status } = resourceOf(it).status
    const isForced = it.privacy === 'private' && status.privacyStatus !== 'private'
    return {
      status: {
        uploadStatus: 'uploaded',
        ...outcome,
        ...status,
        privacyStatus: isScheduledOut && !isForced ? 'public' : it.privacy,
        ...(publishAt !== undefined && !isScheduledOut && { publishAt }),
        madeForKids: status.selfDeclaredMadeForKids,
      },
    }
  },
  processingDetails: (kit, it) => {
    const { outcome } = phaseOf(kit, it)
    if (!outcome) return { processingDetails: { processingStatus: 'processing' } }
    const isFailed = outcome.uploadStatus === 'failed'
    return {
      processingDetails: {
        processingStatus: isFailed ? 'failed' : 'succeeded',
        ...(isFailed && { processingFailureReason: 'transcodeFailed' }),
        processingProgress: { partsTotal: '1000', partsProcessed: '1000', timeLeftMs: '0' },
        fileDetailsAvailability: 'available',
        thumbnailsAvailability: 'available',
      },
    }
  },
  statistics: (kit, it) => {
    const { areLikesHidden, areCommentsDisabled } = kit.settings()
    return {
      statistics: {
        viewCount: String(it.views),
        ...(!areLikesHidden && { likeCount: String(it.likes) }),
        favoriteCount: '0',
        ...(!areCommentsDisabled && { commentCount: String(it.comments) }),
      },
    }
  },
  // The length is not known here: nothing opens the file.
  contentDetails: (_, it) => ({
    contentDetails: {
      ...{ duration: 'P0D', dimension: '2d', definition: 'hd' },
      caption: it.captions?.length ? 'true' : 'false',
    },
  }),
  // Only its owner may ask; that is checked where the question comes in.
  fileDetails: (_, it) => ({
    fileDetails: { fileName: 'unknown', fileSize: String(it.sizeBytes), fileType: 'video' },
  }),
}

/** A Video resource with the parts asked for. */
export function videoResource(kit: YouTubeKit, videoId: string, parts: string[]): object {
  const it = kit.ledger.publication(videoId)
  if (!it) throw new YouTubeError(404, 'videoNotFound', { message: 'The video cannot be found.' })
  const bodies = parts.map(part => VIDEO_PARTS[part]?.(kit, it) ?? {})
  return Object.assign({ kind: 'youtube#video', etag: etag(it), id: it.remoteId }, ...bodies)
}

export const etag = (it: unknown) => Bun.hash(JSON.stringify(it)).toString(36)

/** The picture sizes every video has, custom picture or not. */
export function thumbnails(kit: YouTubeKit, videoId: string): object {
  const url = `${kit.origin}/_sandbox/thumbnails/${videoId}`
  return {
    default: { url, width: 120, height: 90 },
    medium: { url, width: 320, height: 180 },
    high: { url, width: 480, height: 360 },
  }
}
