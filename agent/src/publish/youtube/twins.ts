import { z } from 'zod'
import type { Hosts } from '../hosts.ts'
import { timeOf } from '../platform-time.ts'
import { parseJson, type Reply, type Wire } from '../wire.ts'
import { setbackOf } from './answers.ts'
import type { At } from './session.ts'

/** What the channel's own list says about an upload whose session is gone. */
export type Found =
  | { kind: 'one'; videoId: string }
  /** Not there at `askedAt`, by YouTube's clock. */
  | { kind: 'none'; askedAt: number }
  | { kind: 'several' }
  | { kind: 'unable' }

const MARGIN_MS = 60_000
/** YouTube's lengths are whole seconds, and its own cut may end a little elsewhere. */
const LENGTH_MARGIN_MS = 2000
/** Newer than an upload that has just been lost there is hardly more. */
const MOST_PAGES = 20

const Channels = z.object({
  items: z
    .array(
      z.object({
        contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
      }),
    )
    .default([]),
})
const Playlist = z.object({
  nextPageToken: z.string().optional(),
  items: z
    .array(
      z.object({
        snippet: z.object({
          title: z.string(),
          publishedAt: z.string(),
          resourceId: z.object({ videoId: z.string() }),
        }),
      }),
    )
    .default([]),
})
const Videos = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        contentDetails: z.object({ duration: z.string().optional() }).optional(),
        fileDetails: z.object({ fileSize: z.string().optional() }).optional(),
      }),
    )
    .default([]),
})

type Ask = (path: string) => Promise<Reply>

/** Looks through the channel's uploads for the one video that this upload may have become. */
export async function findTwins(hosts: Hosts, at: At, wire: Wire): Promise<Found> {
  const ask: Ask = path =>
    wire.call({ method: 'GET', url: `${hosts.api}/youtube/v3/${path}`, auth: 'Bearer' })
  const channels = await ask('channels?part=id,contentDetails&mine=true')
  const list = Channels.safeParse(parseJson(channels.text)).data?.items[0]
  if (channels.status !== 200 || !list) return unableOr(channels, wire)
  const named = await namedAlike(ask, { ...at, list: list.contentDetails }, wire)
  if (!Array.isArray(named)) return named
  const fitting = named.length === 0 ? [] : await ofSameFile(ask, { ...at, ids: named }, wire)
  const [videoId] = fitting
  if (videoId === undefined) return { kind: 'none', askedAt: timeOf(channels, wire) }
  return fitting.length === 1 ? { kind: 'one', videoId } : { kind: 'several' }
}

type List = z.infer<typeof Channels>['items'][number]['contentDetails']

/** Everything of that title since the upload began, except what is known to be another's. */
async function namedAlike(
  ask: Ask,
  { job, session, list }: At & { list: List },
  wire: Wire,
): Promise<string[] | Found> {
  const title = job.words.platform === 'youtube' ? job.words.title : ''
  const playlistId = encodeURIComponent(list.relatedPlaylists.uploads)
  const found: string[] = []
  let page = ''
  for (let count = 0; count < MOST_PAGES; count++) {
    const query = `part=snippet&maxResults=50&playlistId=${playlistId}${page}`
    const reply = await ask(`playlistItems?${query}`)
    const answer = Playlist.safeParse(parseJson(reply.text)).data
    if (reply.status !== 200 || !answer) return unableOr(reply, wire)
    const recent = answer.items.filter(
      ({ snippet }) => Date.parse(snippet.publishedAt) >= session.startedAt - MARGIN_MS,
    )
    const mine = recent.filter(({ snippet }) => snippet.title === title)
    found.push(...mine.map(({ snippet }) => snippet.resourceId.videoId))
    if (!answer.nextPageToken || recent.length === 0) break
    page = `&pageToken=${encodeURIComponent(answer.nextPageToken)}`
  }
  return found.filter(id => !job.takenRemoteIds.has(id))
}

/** Leaves out what is known to be of another length or size; what is not known stays in. */
async function ofSameFile(
  ask: Ask,
  { job, ids }: At & { ids: string[] },
  wire: Wire,
): Promise<string[]> {
  const id = encodeURIComponent(ids.slice(0, 50).join(','))
  const reply = await ask(`videos?part=contentDetails,fileDetails&id=${id}`)
  const videos = Videos.safeParse(parseJson(reply.text)).data?.items
  if (reply.status !== 200 || !videos) {
    unableOr(reply, wire)
    return ids
  }
  const others = videos.filter(({ contentDetails, fileDetails }) => {
    const lengthMs = lengthOf(contentDetails?.duration)
    const isOtherLength =
      lengthMs !== null && Math.abs(lengthMs - job.file.durationMs) > LENGTH_MARGIN_MS
    const size = fileDetails?.fileSize
    return isOtherLength || (size !== undefined && Number(size) !== job.file.sizeBytes)
  })
  return ids.filter(id => !others.some(other => other.id === id))
}

/** ISO 8601; YouTube says `P0D` until it has looked at the video. */
function lengthOf(duration: string | undefined): number | null {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration ?? '')
  if (!parts) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map(it => Number(it ?? 0))
  const lengthMs = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
  return lengthMs === 0 ? null : lengthMs
}

/** Trouble that passes is thrown, to be asked again; what stays is no answer. */
function unableOr(reply: Reply, wire: Wire): Found {
  const setback = setbackOf(reply, wire.now())
  if (setback.why.retry !== 'never' && reply.status !== 200) throw setback
  return { kind: 'unable' }
}
