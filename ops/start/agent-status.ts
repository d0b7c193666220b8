import { z } from 'zod'

/** What `content watch --json` prints, one line a change; the part of it that start reads. */
export const VideoStatus = z.object({
  id: z.string().nullable(),
  file: z.string(),
  path: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  whoCanFix: z.string().nullable(),
  publications: z.array(
    z.object({
      platform: z.enum(['youtube', 'instagram', 'tiktok']),
      label: z.string(),
      state: z.string(),
      percent: z.number(),
      speed: z.number().nullable(),
      secondsLeft: z.number().nullable(),
      url: z.string().nullable(),
      reason: z.string().nullable(),
      changed: z.string().nullable(),
      privacyOptions: z.array(z.string()).nullable(),
    }),
  ),
})
export type VideoStatus = z.infer<typeof VideoStatus>
export type PublicationStatus = VideoStatus['publications'][number]

export const NAMES = { youtube: 'YouTube', instagram: 'Instagram', tiktok: 'TikTok' } as const

/** `published` everywhere, `refused` with reasons, or null while something is still to come. */
export function outcomeOf(video: VideoStatus): 'published' | 'refused' | null {
  if (video.state === 'held' || video.state === 'failed') return 'refused'
  if (video.state === 'waiting' && video.whoCanFix === 'you') return 'refused'
  if (video.publications.length === 0) return null
  if (video.state !== 'published' && video.state !== 'copy') {
    const hasEnded = video.publications.every(it => ['failed', 'unknown'].includes(it.state))
    return hasEnded ? 'refused' : null
  }
  return video.publications.every(it => it.state === 'published') ? 'published' : null
}

/** The line that `--once` ends with. */
export function publishedLine(video: VideoStatus): string {
  const urls = video.publications.map(it => `${it.platform}=${it.url ?? 'none'}`)
  return `published ${oneLine(video.file)}: ${urls.join(' ')}`
}

/** Why it is not on every platform, one line each. */
export function refusalLines(video: VideoStatus): string[] {
  const name = oneLine(video.file)
  const here = video.publications.map(it =>
    it.state === 'published'
      ? `${name}: published on ${NAMES[it.platform]}: ${it.url ?? ''}`
      : `${name}: not published on ${NAMES[it.platform]}. ${it.reason ?? ''}`,
  )
  return here.length > 0 ? here : [`${name}: ${video.reason ?? 'not published'}`]
}

/** How far each publication is, in words; equal lines need not be printed twice. */
export function progressLines(video: VideoStatus): string[] {
  const name = oneLine(video.file)
  if (video.publications.length === 0) {
    return [`${name}: ${video.state}${video.reason ? `. ${video.reason}` : ''}`]
  }
  return video.publications.map(it => {
    const why = it.reason ? ` ${it.reason}` : ''
    const changed = it.changed && it.state === 'prepared' ? ` (${it.changed})` : ''
    return `${name} → ${NAMES[it.platform]}: ${wordsFor(it)}${changed}${why}`
  })
}

function wordsFor(it: PublicationStatus): string {
  if (it.state !== 'uploading') return it.state.replace('_', ' ')
  // Tenths are for programs; a person reads a line for every tenth part.
  const percent = Math.floor(it.percent / 10) * 10
  return percent === 0 ? 'uploading' : `uploading, ${percent} %`
}

const oneLine = (name: string) => name.replace(/\p{C}/gu, '�')
