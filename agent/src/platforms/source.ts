import { extname } from 'node:path'
import { isSameStamp, stampOf } from '../journal/file-stamp.ts'
import { type PublicationRow, stampOfRow, type VideoRow } from '../journal/rows.ts'
import { MINUTE_MS } from '../lib/durations.ts'
import { Setback } from '../lib/step-error.ts'

/** Throws unless the video's file is there and looks exactly as it did when it was hashed. */
export async function assertSource(video: VideoRow): Promise<void> {
  const now = await stampOf(video.path)
  if (!now) {
    throw new Setback({
      code: 'file_gone',
      reason: 'The file is no longer where it was. Put it back and it goes on.',
      whoCanFix: 'you',
      retry: { afterMs: MINUTE_MS },
    })
  }
  if (isSameStamp(now, stampOfRow(video))) return
  throw new Setback({
    code: 'file_changed',
    reason: 'The file was changed after it was found; the new content counts as another video.',
    whoCanFix: 'you',
    retry: 'never',
  })
}

/** The same for the file that is really sent: the video itself, or what was prepared from it. */
export async function assertRendition(row: PublicationRow, video: VideoRow): Promise<void> {
  if (row.rendition_path === video.path) return assertSource(video)
  const now = row.rendition_path ? await stampOf(row.rendition_path) : null
  const isSame = now?.sizeBytes === row.rendition_bytes && now?.mtimeMs === row.rendition_mtime_ms
  if (isSame) return
  throw renditionGone()
}

export const renditionGone = () =>
  new Setback({
    code: 'rendition_gone',
    reason: 'The prepared file is gone or was changed; it is prepared again.',
    whoCanFix: 'wait',
    retry: 'backoff',
  })

const TYPES: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
}

export const contentTypeOf = (path: string) =>
  TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
