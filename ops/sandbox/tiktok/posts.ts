import type { Publication } from '../kit/ledger.ts'
import { randomId } from '../kit/oauth.ts'
import { probeMedia } from '../kit/probe.ts'
import { sha256Of } from '../kit/wire.ts'
import type { Caller, TikTok } from './answers.ts'
import { username } from './creator.ts'
import { mediaFailReason } from './media-rules.ts'
import type { ChunkPlan } from './rules.ts'

export interface Post {
  publishId: string
  kind: 'direct' | 'inbox'
  accountId: string
  username: string
  info: Record<string, unknown>
  plan: ChunkPlan
  uploadId: string
  uploadToken: string
  createdAt: number
  uploadedBytes: number
  contentType: string
  receivedAt?: number
  outcome?: Outcome
}

export interface Outcome {
  at: number
  postId: string
  failReason?: string
}

export type NewPost = Pick<Post, 'kind' | 'info' | 'plan'>

const digits = (count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), byte => byte % 10).join('')

/** Opens a post that waits for its bytes. */
export function openPost(kit: TikTok, caller: Caller, { kind, info, plan }: NewPost): Post {
  const family = kind === 'direct' ? 'v_pub_file~v2-1' : 'v_inbox_file~v2'
  const post: Post = {
    publishId: `${family}.${digits(19)}`,
    ...{ kind, info, plan, accountId: caller.account.id, username: username(caller) },
    uploadId: `7${digits(18)}`,
    uploadToken: randomId(16),
    createdAt: kit.now().getTime(),
    uploadedBytes: 0,
    contentType: '',
  }
  kit.ledger.openUpload(post.publishId, plan.videoSize)
  kit.store.put('upload-key', post.uploadId, post.publishId)
  return savePost(kit, post)
}

export function savePost(kit: TikTok, post: Post): Post {
  kit.store.put('post', post.publishId, post)
  return post
}

export function findPost(kit: TikTok, publishId: string): Post | undefined {
  return kit.store.get('post', publishId)
}

export function postOfUpload(kit: TikTok, uploadId: string): Post | undefined {
  return findPost(kit, kit.store.get<string>('upload-key', uploadId) ?? '')
}

export function listPosts(kit: TikTok): Post[] {
  return kit.store.list<Post>('post').map(row => row.value)
}

export function postFile(kit: TikTok, post: Post): string {
  return kit.store.filePath(post.uploadId)
}

/** Publishes or refuses received videos once they have been looked at for long enough. */
export class Processing {
  private readonly running = new Map<string, Promise<Post>>()
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private isOver = false

  constructor(private readonly kit: TikTok) {}

  /** Nobody has to ask for a post to be published, and a restart must not forget one. */
  resume(): void {
    for (const post of listPosts(this.kit)) {
      if (post.receivedAt !== undefined && !post.outcome) this.schedule(post)
    }
  }

  schedule({ publishId }: Post): void {
    const wait = () => {
      const post = findPost(this.kit, publishId)
      // A failure here shows in the status: the post stays in PROCESSING_UPLOAD.
      if (post) this.settle(post).then(again, error => console.error('sandbox tiktok:', error))
    }
    // A timer may fire a moment early by the clock that decides.
    const again = (post: Post) => {
      if (!post.outcome && !this.isOver) this.schedule(post)
    }
    clearTimeout(this.timers.get(publishId))
    if (this.isOver) return
    this.timers.set(publishId, setTimeout(wait, this.kit.settings().processingMs))
  }

  async stop(): Promise<void> {
    this.isOver = true
    for (const timer of this.timers.values()) clearTimeout(timer)
    await Promise.allSettled(this.running.values())
  }

  /** Brings a post up to now. */
  async settle(post: Post): Promise<Post> {
    const dueAt = (post.receivedAt ?? Number.POSITIVE_INFINITY) + this.kit.settings().processingMs
    if (post.outcome || dueAt > this.kit.now().getTime() || this.isOver) return post
    const running = this.running.get(post.publishId) ?? this.judge(post)
    this.running.set(post.publishId, running)
    try {
      return await running
    } finally {
      this.running.delete(post.publishId)
    }
  }

  private async judge(post: Post): Promise<Post> {
    const file = postFile(this.kit, post)
    const { forcedFailReason, judgesMedia, maxVideoPostDurationSec } = this.kit.settings()
    const look = () => (judgesMedia ? mediaFailReason(file, maxVideoPostDurationSec) : undefined)
    const failReason = forcedFailReason || (await look())
    const at = this.kit.now().getTime()
    const outcome: Outcome = { at, postId: failReason ? '' : `7${digits(18)}` }
    if (failReason) return savePost(this.kit, { ...post, outcome: { ...outcome, failReason } })
    const publication = await describe(this.kit, { ...post, outcome })
    // Together, or a kill in between would publish the video again at the next start.
    this.kit.store.db.transaction(() => {
      this.kit.ledger.publish(publication)
      savePost(this.kit, { ...post, outcome })
    })()
    return { ...post, outcome }
  }
}

async function describe(kit: TikTok, post: Post): Promise<Publication> {
  const file = postFile(kit, post)
  const facts = kit.settings().judgesMedia ? await probeMedia(file) : undefined
  const remoteId = post.outcome?.postId ?? ''
  const cover = post.info.video_cover_timestamp_ms
  return {
    remoteId,
    accountId: post.accountId,
    title: String(post.info.title ?? ''),
    text: '',
    privacy: post.kind === 'inbox' ? 'INBOX_DRAFT' : String(post.info.privacy_level),
    sha256: await sha256Of(file),
    sizeBytes: post.plan.videoSize,
    contentType: post.contentType,
    publishedAt: kit.now().toISOString(),
    url: `${kit.origin}/@${post.username}/video/${remoteId}`,
    file,
    ...(typeof cover === 'number' && { coverMs: cover }),
    views: 0,
    likes: 0,
    comments: 0,
    raw: {
      ...{ post_info: post.info, publish_id: post.publishId },
      duration: Math.round(facts?.durationSec ?? 0),
      ...{ width: facts?.video?.width, height: facts?.video?.height },
    },
  }
}

/** Whether the world can see a post: chosen so by the creator and let through by moderation. */
export function isPublic(kit: TikTok, publication: Publication): boolean {
  const visibleAt = Date.parse(publication.publishedAt) + kit.settings().moderationMs
  return publication.privacy === 'PUBLIC_TO_EVERYONE' && visibleAt <= kit.now().getTime()
}
