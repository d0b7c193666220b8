import { DAY_SECONDS } from '../../durations.ts'
import type { Publication } from '../kit/ledger.ts'
import { randomId } from '../kit/oauth.ts'
import { sha256Of } from '../kit/wire.ts'
import { type Container, containerFile, saveContainer, settle, statusCode } from './containers.ts'
import { badParameter, type Caller, GraphError, type Instagram, newId } from './graph.ts'

/** Publishes a finished container once; answers the id of the new media. */
export async function publishContainer(
  kit: Instagram,
  { account }: Caller,
  creationId: string,
): Promise<string> {
  if (!creationId) throw badParameter('The parameter creation_id is required')
  const settled = await settle(kit, creationId)
  if (!settled) throw new GraphError(GONE)
  if (settled.accountId !== account.id) throw new GraphError(FOREIGN)
  const sha256 = await sha256Of(containerFile(kit, settled)).catch(() => '')
  // Nothing is awaited from here on, so two requests cannot both find it unpublished.
  const container = kit.store.get<Container>('container', creationId) ?? settled
  refuseUnready(kit, container)
  if (container.isLost) throw new GraphError(lostAs(kit))
  refuseAccount(kit, account.id)
  const publication = describe(kit, container, sha256)
  // Together, or a kill in between would let the same container be published again.
  kit.store.db.transaction(() => {
    kit.ledger.publish(publication)
    saveContainer(kit, { ...container, mediaId: publication.remoteId })
  })()
  return publication.remoteId
}

const GONE = {
  code: 24,
  subcode: 2207008,
  message: 'The requested resource does not exist',
  title: 'Media not found',
  detail: 'The media with the given creation_id does not exist or has expired.',
}
const FOREIGN = { ...GONE, subcode: 2207006 }
const UNREADY = {
  code: 9007,
  subcode: 2207027,
  message: 'Media ID is not available',
  title: 'Media not ready',
  detail: 'The media is not ready for publishing, please wait for a moment',
}

function lostAs(kit: Instagram): typeof GONE {
  const [code = 0, subcode = 0] = kit.settings().lostAs.split('/').map(Number)
  if (code === UNREADY.code) return UNREADY
  return { ...GONE, code, subcode }
}

function refuseUnready(kit: Instagram, container: Container): void {
  const status = statusCode(kit, container)
  if (status === 'FINISHED') return
  if (status === 'EXPIRED') throw new GraphError(GONE)
  if (status !== 'ERROR') throw new GraphError(UNREADY)
  const subcode = container.verdict?.subcode ?? 2207026
  const code = subcode === 2207026 ? 352 : subcode === 2207052 ? 9004 : 1
  throw new GraphError({ code, subcode, message: 'The media could not be processed.' })
}

// Meta's table of error codes gives 400 to every one of these.
function refuseAccount(kit: Instagram, accountId: string): void {
  const { isActionBlocked, isRestricted, dailyLimit } = kit.settings()
  if (isActionBlocked) {
    const message = 'Application request limit reached'
    const detail = 'We restrict certain activity to protect our community.'
    const blocked = { code: 4, subcode: 2207051, message, title: 'Action is blocked', detail }
    throw new GraphError(blocked)
  }
  if (isRestricted) {
    const message = 'The Instagram account is restricted.'
    throw new GraphError({ code: 25, subcode: 2207050, message })
  }
  if (quotaUsage(kit, accountId) < dailyLimit) return
  throw new GraphError({
    code: 9,
    subcode: 2207042,
    message: 'Application request limit reached',
    title: 'Maximum posts reached',
    detail: `You reached the maximum number of posts that ${ALLOWED}.`,
  })
}

const ALLOWED = 'is allowed to be published by Content Publishing API'

/** How many posts count at present; `since` (seconds) may look less far back than a day. */
export function quotaUsage(kit: Instagram, accountId: string, since = 0): number {
  const from = Math.max(kit.now().getTime() - DAY_SECONDS * 1000, since * 1000)
  const isCounted = (it: Publication) =>
    it.accountId === accountId && Date.parse(it.publishedAt) > from
  return kit.ledger.publications().filter(isCounted).length
}

function describe(kit: Instagram, container: Container, sha256: string): Publication {
  const code = randomId(8)
  const file = containerFile(kit, container)
  const handle = kit.accounts.find(it => it.id === container.accountId)?.handle ?? ''
  return {
    remoteId: newId('179'),
    accountId: container.accountId,
    title: `Reel by ${handle}`,
    text: container.caption,
    privacy: 'public',
    sha256,
    sizeBytes: Bun.file(file).size,
    contentType: 'video/mp4',
    publishedAt: kit.now().toISOString(),
    url: `${kit.origin}/reel/${code}/`,
    file,
    ...('thumb_offset' in container.raw && { coverMs: container.thumbOffsetMs }),
    views: 0,
    likes: 0,
    comments: 0,
    raw: { ...container.raw, code, creation_id: container.id },
  }
}
