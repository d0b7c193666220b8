import { Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PlatformName } from './network/lines.ts'

/** What the oracle wants to know of the agent's journal, as it lies on disk. */
export interface JournalVideo {
  sha256: string
  path: string
  state: string
  reason: string | null
}

export interface JournalPublication {
  sha256: string
  platform: PlatformName
  state: string
  stage: string | null
  code: string | null
  reason: string | null
  note: string | null
  renditionSha256: string | null
  remoteId: string | null
  isReported: boolean
  restarts: number
  choice: string | null
}

export interface JournalPicture {
  videos: JournalVideo[]
  publications: JournalPublication[]
}

/** Reads the journal beside whoever writes it. */
export function readJournal(home: string): JournalPicture {
  const path = join(home, 'journal.db')
  if (!existsSync(path)) return { videos: [], publications: [] }
  const db = new Database(path, { readonly: true })
  try {
    db.run('pragma busy_timeout = 2000')
    const read = db.transaction(() => ({
      videos: db.query<JournalVideo, []>('select sha256, path, state, reason from video').all(),
      publications: db
        .query<Omit<JournalPublication, 'isReported'> & { isReported: number }, []>(
          `select sha256, platform, state, stage, code, reason, rendition_note as note,
            rendition_sha256 as renditionSha256, remote_id as remoteId, is_told as isReported,
            restarts, choice from publication`,
        )
        .all()
        .map(row => ({ ...row, isReported: row.isReported === 1 })),
    }))
    return read()
  } catch (error) {
    // The agent has only just made the file.
    if (String(error).includes('no such table')) return { videos: [], publications: [] }
    throw error
  } finally {
    db.close()
  }
}

const ENDED = ['published', 'failed', 'unknown']

/** Videos that have come to an end, whatever it was. */
export const endedVideos = ({ videos }: JournalPicture) =>
  videos.filter(video => video.state === 'published' || video.state === 'failed')

export const isEnded = ({ state }: JournalPublication) => ENDED.includes(state)
