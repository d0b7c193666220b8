import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Platform, WhoCanFix } from '@content/api/contract'
import { z } from 'zod'
import { nameOf, type VideoStatus } from '../status/status.ts'
import { windowFolder } from './window-folder.ts'

/** One thing that happened, as it is kept and shown. */
export const WindowEvent = z.object({
  at: z.iso.datetime(),
  sha256: z.string().nullable(),
  file: z.string(),
  /** Null: it is about the file as a whole. */
  platform: Platform.nullable(),
  label: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  code: z.string().nullable(),
  whoCanFix: WhoCanFix.nullable(),
})
export type WindowEvent = z.infer<typeof WindowEvent>

export interface Events {
  /** Notes what is new about a video. */
  heed(video: VideoStatus): void
  /** The newest first; of one video, or of all. */
  read(most: number, sha256?: string): WindowEvent[]
}

const NAME = 'events.jsonl'
const MOST_BYTES = 1_000_000

/** What happened to the videos, kept over restarts; the older half goes when it gets long. */
export function openEvents(
  home: string,
  known: readonly VideoStatus[],
  now = () => Date.now(),
): Events {
  const path = join(home, 'window', NAME)
  const last = new Map<string, string>()
  const changes = (video: VideoStatus) =>
    partsOf(video).filter(({ key, text }) => {
      const isNew = last.get(key) !== text
      last.set(key, text)
      return isNew
    })
  known.forEach(changes)
  return {
    heed(video) {
      const lines = changes(video).map(({ event }) =>
        JSON.stringify({ at: new Date(now()).toISOString(), ...event }),
      )
      if (lines.length > 0) append(home, `${lines.join('\n')}\n`)
    },
    read(most, sha256) {
      const all = [`${path}.old`, path].flatMap(linesIn)
      const wanted = sha256 === undefined ? all : all.filter(it => it.sha256 === sha256)
      return wanted.slice(-most).toReversed()
    },
  }
}

interface Part {
  key: string
  text: string
  event: Omit<WindowEvent, 'at'>
}

/** What of a video is worth a line: its own state, and that at each channel. */
function partsOf(video: VideoStatus): Part[] {
  const { sha256, file, publications } = video
  const name = nameOf(video)
  const part = (key: string, event: Omit<WindowEvent, 'at' | 'sha256' | 'file'>): Part => ({
    ...{ key, text: `${event.state} ${event.reason}` },
    event: { sha256, file, ...event },
  })
  const whole = ({ state, reason, code, whoCanFix }: VideoStatus) =>
    part(name, { platform: null, label: null, state, reason, code, whoCanFix })
  return [
    // Until it has channels its own state is the news; afterwards only its own trouble is.
    ...(publications.length === 0 || video.reason || video.state === 'published'
      ? [whole(video)]
      : []),
    ...publications.map((it, index) => {
      const { platform, label, state, reason, code, whoCanFix } = it
      return part(`${name} ${index}`, { platform, label, state, reason, code, whoCanFix })
    }),
  ]
}

function append(home: string, text: string): void {
  try {
    const path = join(windowFolder(home), NAME)
    if (existsSync(path) && statSync(path).size > MOST_BYTES) renameSync(path, `${path}.old`)
    appendFileSync(path, text, { mode: 0o600 })
  } catch {
    // A full disk must not stop the work over what is only there to be read.
  }
}

function linesIn(path: string): WindowEvent[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap(line => {
      const parsed = line === '' ? null : WindowEvent.safeParse(tryJson(line))
      return parsed?.success ? [parsed.data] : []
    })
}

/** The last line of a file that was being written when the power went is no JSON. */
function tryJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
