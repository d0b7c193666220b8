import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, type Reply, type Wire } from '../http.ts'
import { timeOf } from '../platform-time.ts'
import { setbackOf } from './answers.ts'
import type { At } from './session.ts'

/** What the channel's own list says about an upload whose session is gone. */
export type Found =
  | { kind: 'one'; videoId: string }
  /** Not there at `askedAt`, by YouTube's clock. */
  | { kind: 'none'; askedAt: number }
  | { kind: 'several' }
  | { kind: 'unable' }

const MARGIN_MS = MINUTE_MS
/** YouTube's lengths are whole seconds, and its own cut may end a little elsewhere. */
const LENGTH_MARGIN_MS = 2000
/** A thousand newer than an upload that was lost there hardly are. */
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
export async function findLostUpload(hosts: Hosts, at: At, wire: Wire): Promise<Found> {
  const ask: Ask = path =>
    wire.call({ method: 'GET', url: `${hosts.api}/youtube/v3/${path}`, auth: 'Bearer' })
  const channels = await ask('channels?part=id,contentDetails&mine=true')
  const list = Channels.safeParse(parseJson(channels.text)).data?.items[0]
  if (channels.status !== 200 || !list) return unableOr(channels, wire)
  const recent = await recentOnes(ask, { ...at, list: list.contentDetails }, wire)
  if (!Array.isArray(recent)) return recent
  const [named, others] = [recent.filter(it => it.isNamedAlike), recent.filter(isNamedElse)]
  const ids = [...named, ...others].map(it => it.id)
  const looks = await looksOf(ask, { ...at, ids }, wire)
  const [found, ...more] = named.filter(({ id }) => looks.get(id) !== 'other')
  if (found) return more.length === 0 ? { kind: 'one', videoId: found.id } : { kind: 'several' }
  // Titles can be changed at any time; the very same size is more than a guess may pass over.
  if (others.some(({ id }) => looks.get(id) === 'same')) return { kind: 'several' }
  return { kind: 'none', askedAt: timeOf(channels, wire) }
}

type List = z.infer<typeof Channels>['items'][number]['contentDetails']
interface Recent {
  id: string
  isNamedAlike: boolean
}
const isNamedElse = ({ isNamedAlike }: Recent) => !isNamedAlike

/** Everything since the upload began, except what is known to be another's. */
async function recentOnes(
  ask: Ask,
  { job, session, list }: At & { list: List },
  wire: Wire,
): Promise<Recent[] | Found> {
  const title = plain('title' in job.words ? job.words.title : '')
  const playlistId = encodeURIComponent(list.relatedPlaylists.uploads)
  const found: Recent[] = []
  let page = ''
  for (let count = 0; count < MOST_PAGES; count++) {
    const query = `part=snippet&maxResults=50&playlistId=${playlistId}${page}`
    const reply = await ask(`playlistItems?${query}`)
    const answer = Playlist.safeParse(parseJson(reply.text)).data
    if (reply.status !== 200 || !answer) return unableOr(reply, wire)
    const recent = answer.items.filter(
      ({ snippet }) => Date.parse(snippet.publishedAt) >= session.startedAt - MARGIN_MS,
    )
    for (const { snippet } of recent) {
      const id = snippet.resourceId.videoId
      found.push({ id, isNamedAlike: plain(snippet.title) === title })
    }
    const isPast = answer.items.length > 0 && recent.length === 0
    if (!answer.nextPageToken || isPast) return found.filter(it => !job.takenRemoteIds.has(it.id))
    page = `&pageToken=${encodeURIComponent(answer.nextPageToken)}`
  }
  // What was not seen to the end proves nothing.
  return { kind: 'unable' }
}

/** As it reads: a platform may write its spaces and accents in another way. */
const plain = (title: string) => title.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Of another length or size, of the very same size, or not known: then it is left out. */
async function looksOf(
  ask: Ask,
  { job, ids }: At & { ids: string[] },
  wire: Wire,
): Promise<Map<string, 'same' | 'other'>> {
  const looks = new Map<string, 'same' | 'other'>()
  if (ids.length === 0) return looks
  const id = encodeURIComponent(ids.slice(0, 50).join(','))
  const reply = await ask(`videos?part=contentDetails,fileDetails&id=${id}`)
  const videos = Videos.safeParse(parseJson(reply.text)).data?.items
  if (reply.status !== 200 || !videos) {
    unableOr(reply, wire)
    return looks
  }
  for (const { id, contentDetails, fileDetails } of videos) {
    const lengthMs = lengthOf(contentDetails?.duration)
    const isOtherLength =
      lengthMs !== null && Math.abs(lengthMs - job.file.durationMs) > LENGTH_MARGIN_MS
    const size = fileDetails?.fileSize
    const isOtherSize = size !== undefined && Number(size) !== job.file.sizeBytes
    if (isOtherLength || isOtherSize) looks.set(id, 'other')
    else if (size !== undefined) looks.set(id, 'same')
  }
  return looks
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
