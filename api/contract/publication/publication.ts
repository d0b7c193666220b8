import { z } from 'zod'
import { Quota } from '../billing/quota.ts'
import { Metadata, Platform } from '../platforms/index.ts'
import { StorableText } from '../text.ts'
import { WhoCanFix } from '../who-can-fix.ts'
import { Rendition, Terms } from './rendition.ts'
import { PUBLICATION_STATES, VIDEO_SORTS } from './states.ts'

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'That is not a SHA-256 in hex.')

export const VideoIdentity = z.object({
  sha256: Sha256,
  fileName: StorableText.min(1).max(1024),
  sizeBytes: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  durationMs: z.number().int().min(0).max(864_000_000),
})
export type VideoIdentity = z.infer<typeof VideoIdentity>

export const PublicationState = z.enum(PUBLICATION_STATES)
export type PublicationState = z.infer<typeof PublicationState>

/** A place in the line for a platform's daily allowance. */
export const Queue = z.object({
  position: z.number().int().min(1),
  nextTurnAt: z.iso.datetime(),
})
export type Queue = z.infer<typeof Queue>

/** Asks for the right to publish one video to one connection; safe to repeat. */
export const ReservePublication = z.object({
  video: VideoIdentity,
  connectionId: z.uuid(),
  /** Tells a wanted second publication of the same bytes apart; the agent says `publish`. */
  intent: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('publish'),
  metadata: Metadata,
  /** The id this device wrote down for it before; null when it remembers nothing of it. */
  knownAs: z.uuid().nullable().default(null),
  /** Whose journal this is: two agents may share one key, and a new journal remembers nothing. */
  installation: z.uuid().nullable().default(null),
  /** What was done to the file for this platform; an older agent does not tell. */
  rendition: Rendition.nullable().default(null),
  terms: Terms.nullable().default(null),
})
export type ReservePublication = z.input<typeof ReservePublication>

/**
 * `alreadyPublished` is an answer, not a failure: the same bytes are live there. `inDoubt`: this
 * device began it and has forgotten; it may be live, so it is asked about and never repeated.
 * `queued`: the platform's daily allowance for this service is shared out; `expiresAt` is null and
 * `queue` says when it is this workspace's turn.
 */
export const Reserved = z.object({
  publicationId: z.uuid(),
  outcome: z.enum(['reserved', 'alreadyPublished', 'heldElsewhere', 'inDoubt', 'queued']),
  queue: Queue.nullable().default(null),
  url: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  quota: Quota,
})
export type Reserved = z.infer<typeof Reserved>

const PublishedAt = z.iso
  .datetime({ offset: true })
  .refine(text => /^20/.test(text), 'That is not when a video was published.')

// People click it, so nothing but a web address may be kept.
const WebAddress = StorableText.max(2000).pipe(
  z.url({ protocol: /^https?$/, error: 'That is not a web address.' }),
)

const Reason = StorableText.min(1).max(500)

export const Outcome = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('published'),
    remoteId: StorableText.min(1).max(200),
    url: WebAddress.nullable(),
    publishedAt: PublishedAt,
  }),
  z.object({
    state: z.literal('failed'),
    code: StorableText.min(1).max(100),
    reason: Reason,
    whoCanFix: WhoCanFix,
  }),
  z.object({ state: z.literal('unknown'), reason: Reason }),
])
export type Outcome = z.infer<typeof Outcome>

/** Records how a publication ended. The same key with the same outcome answers the same, twice. */
export const TrackPublication = z.object({
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/, 'A key has 8 to 200 visible characters.'),
  publicationId: z.uuid(),
  outcome: Outcome,
})
export type TrackPublication = z.infer<typeof TrackPublication>

/** What a person saw at the channel, for a publication whose outcome is unknown. */
export const ResolvePublication = z.object({
  publicationId: z.uuid(),
  saw: z.discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('isLive'), url: WebAddress.nullable() }),
    z.object({ verdict: z.literal('isNotThere') }),
  ]),
})
export type ResolvePublication = z.infer<typeof ResolvePublication>

/** Says how far an upload is, for people who watch; also keeps its reservation alive. */
export const ReportProgress = z.object({
  publicationId: z.uuid(),
  state: z.enum(['uploading', 'confirming']),
  percent: z.number().min(0).max(100),
  installation: z.uuid().nullable().default(null),
})
export type ReportProgress = z.infer<typeof ReportProgress>

export const Figures = z.object({
  views: z.number().int().nullable(),
  likes: z.number().int().nullable(),
  comments: z.number().int().nullable(),
  shares: z.number().int().nullable(),
  takenAt: z.iso.datetime(),
})
export type Figures = z.infer<typeof Figures>

/** How a platform no longer shows what was published there. `missing`: it tells nothing of it. */
export const Hidden = z.object({
  how: z.enum(['missing', 'private', 'rejected']),
  since: z.iso.datetime(),
})
export type Hidden = z.infer<typeof Hidden>

export const PublicationRow = z.object({
  id: z.uuid(),
  connectionId: z.uuid(),
  /** The computer that sends or sent it; null when that was removed. */
  deviceId: z.uuid().nullable(),
  platform: Platform,
  label: z.string(),
  state: PublicationState,
  percent: z.number(),
  title: z.string(),
  url: z.string().nullable(),
  /** What the platform or the agent called the failure; null when it did not fail. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
  whoCanFix: WhoCanFix.nullable(),
  /** Where it stands in the line for a platform's daily allowance; null when it is in none. */
  queue: Queue.nullable(),
  publishedAt: z.iso.datetime().nullable(),
  /** Null while the platform shows it, and while nobody knows better. */
  hidden: Hidden.nullable(),
  figures: Figures.nullable(),
})
export type PublicationRow = z.infer<typeof PublicationRow>

export const VideoRow = z.object({
  id: z.uuid(),
  sha256: Sha256,
  /** The computer that last sent it anywhere, as far as it is still there. */
  deviceId: z.uuid().nullable(),
  fileName: z.string(),
  sizeBytes: z.number(),
  durationMs: z.number(),
  foundAt: z.iso.datetime(),
  /** Where small pictures of it are, in their order; none where they are not shared or not yet. */
  previews: z.array(z.string()),
  publications: z.array(PublicationRow),
})
export type VideoRow = z.infer<typeof VideoRow>

export const VideoSort = z.enum(VIDEO_SORTS)
export type VideoSort = z.infer<typeof VideoSort>

/** Each that is given narrows the list; one publication of a video has to be all of it. */
export const ListVideos = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
  /** A part of the file's name or of a title, in capitals or not. */
  search: StorableText.trim().max(200).optional(),
  platform: Platform.optional(),
  /** `hidden`: published, and no longer shown there. */
  state: z.enum([...PublicationState.options, 'hidden']).optional(),
  connectionId: z.uuid().optional(),
  /** What went live on this day, by the workspace's clock. */
  publishedOn: z.iso.date().optional(),
  sort: VideoSort.default('newest'),
})
export type ListVideos = z.input<typeof ListVideos>
/** Which videos to show anew: those of publications that changed. */
export const ListChanged = z.object({ publicationIds: z.array(z.uuid()).min(1).max(50) })
export const VideoPage = z.object({ videos: z.array(VideoRow), nextCursor: z.string().nullable() })
export type VideoPage = z.infer<typeof VideoPage>

/** Figures as each platform counts them; they are never added up across platforms. */
export const PlatformFigures = z.object({
  platform: Platform,
  published: z.number().int(),
  failed: z.number().int(),
  views: z.number().int().nullable(),
  likes: z.number().int().nullable(),
  comments: z.number().int().nullable(),
  shares: z.number().int().nullable(),
})
export const Platforms = z.object({ platforms: z.array(PlatformFigures) })

export const Overview = z.object({
  since: z.iso.datetime().nullable(),
  videos: z.number().int(),
  publications: z.object({
    published: z.number().int(),
    failed: z.number().int(),
    underWay: z.number().int(),
    unknown: z.number().int(),
  }),
  platforms: z.array(PlatformFigures),
  quota: Quota,
})
export type Overview = z.infer<typeof Overview>
