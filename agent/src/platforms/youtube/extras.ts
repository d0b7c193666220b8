import { z } from 'zod'
import { Setback } from '../../lib/step-error.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, type Reply, strangeAnswer, type Wire } from '../http.ts'
import { reasonOf, setbackOf } from './answers.ts'

interface Track {
  videoId: string
  language: string
  srt: string
}

const Tracks = z.object({
  items: z
    .array(z.object({ snippet: z.object({ language: z.string(), trackKind: z.string() }) }))
    .default([]),
})

/** Adds a caption track, unless the video has one of this language already. */
export async function addCaptions(hosts: Hosts, track: Track, wire: Wire): Promise<void> {
  // An answer that was lost may have been a track; the list says so.
  if (await hasTrack(hosts, track, wire)) return
  const line = `track-${crypto.randomUUID()}`
  const { videoId, language, srt } = track
  const snippet = { videoId, language, name: '' }
  const body = [
    `--${line}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n`,
    `${JSON.stringify({ snippet })}\r\n`,
    `--${line}\r\nContent-Type: application/x-subrip\r\n\r\n${srt}\r\n--${line}--\r\n`,
  ]
  const reply = await wire.call({
    method: 'POST',
    url: `${hosts.upload}/upload/youtube/v3/captions?uploadType=multipart&part=snippet`,
    auth: 'Bearer',
    headers: { 'content-type': `multipart/related; boundary=${line}` },
    body: () => body.join(''),
  })
  if (reply.status !== 200 && reasonOf(reply.text) !== 'captionExists') throw refused(reply, wire)
}

async function hasTrack(hosts: Hosts, { videoId, language }: Track, wire: Wire): Promise<boolean> {
  const url = `${hosts.api}/youtube/v3/captions?part=snippet&videoId=${encodeURIComponent(videoId)}`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  if (reply.status !== 200) throw refused(reply, wire)
  const tracks = Tracks.safeParse(parseJson(reply.text)).data?.items
  if (!tracks) throw strangeAnswer('YouTube', 'caption list')
  // What YouTube heard by itself is no reason to leave out what the creator wrote.
  const written = tracks.filter(({ snippet }) => snippet.trackKind.toLowerCase() !== 'asr')
  return written.some(({ snippet }) => snippet.language === language)
}

interface Cover {
  videoId: string
  path: string
  sizeBytes: number
}

/** Makes a JPEG on disk the video's picture. Doing it twice changes nothing. */
export async function setCover(
  hosts: Hosts,
  { videoId, path, sizeBytes }: Cover,
  wire: Wire,
): Promise<void> {
  const query = `videoId=${encodeURIComponent(videoId)}`
  const reply = await wire.call({
    method: 'POST',
    url: `${hosts.upload}/upload/youtube/v3/thumbnails/set?uploadType=media&${query}`,
    auth: 'Bearer',
    headers: { 'content-type': 'image/jpeg' },
    cargo: { path, from: 0, to: sizeBytes },
  })
  if (reply.status === 200) return
  if (reply.status !== 403 || reasonOf(reply.text) !== 'forbidden') throw refused(reply, wire)
  throw new Setback({
    code: 'channel_unverified',
    reason: 'YouTube takes pictures only from channels with a verified phone number.',
    whoCanFix: 'you',
    retry: 'never',
  })
}

function refused(reply: Reply, wire: Wire): Setback {
  const setback = setbackOf(reply, wire.now())
  if (reasonOf(reply.text) !== 'insufficientPermissions') return setback
  const reason = 'Connect YouTube again and tick every box, then the next video gets it.'
  return new Setback({ ...setback.why, reason })
}
