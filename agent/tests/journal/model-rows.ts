import type { PublicationRow, VideoRow } from '../../src/journal/rows.ts'
import { NO_TROUBLE } from '../../src/journal/rows.ts'

const SHA256 = 'a'.repeat(64)

/** A video whose content was just taken in. */
export const newVideo = (): VideoRow => ({
  ...NO_TROUBLE,
  sha256: SHA256,
  path: '/a.mp4',
  size_bytes: 1,
  mtime_ms: 1,
  ino: '1',
  state: 'fingerprinted',
  facts: null,
  metadata: null,
  author: null,
  moving_to: null,
  is_paused: 0,
  schedule: null,
  captions_path: null,
  cover_ms: null,
  attempts: 0,
  next_at: 0,
  found_at: 0,
})

/** A publication as the plan writes it. */
export const newPublication = (id: number): PublicationRow => ({
  ...NO_TROUBLE,
  id,
  sha256: SHA256,
  connection_id: `c${id}`,
  platform: 'youtube',
  label: '@c',
  state: 'planned',
  rule: '{}',
  intent: 'publish',
  extras: null,
  choice: null,
  options: null,
  rendition_path: null,
  rendition_bytes: null,
  rendition_note: null,
  rendition_sha256: null,
  rendition_mtime_ms: null,
  server_id: null,
  stage: null,
  session: null,
  session_sha256: null,
  restarts: 0,
  waiting_since: null,
  percent: 0,
  speed: null,
  seconds_left: null,
  remote_id: null,
  url: null,
  published_at: null,
  outcome: null,
  ended_at: null,
  is_told: 0,
  attempts: 0,
  next_at: 0,
})
