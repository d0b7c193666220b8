import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { traitsOf } from '@content/api/contract'
import type { Core } from '../../core.ts'
import { isOfTheWay } from '../../journal/network-back.ts'
import {
  type Extra,
  type Extras,
  extrasOf,
  type PublicationRow,
  type VideoRow,
} from '../../journal/rows.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { type Cause, Setback } from '../../lib/step-error.ts'
import { type CaptionFile, captionsBeside } from '../../media/captions/beside.ts'
import { languageHere, languageTag } from '../../media/captions/language.ts'
import { readCaptions } from '../../media/captions/read.ts'
import { coverJpeg } from '../../media/cover.ts'
import { MediaError } from '../../media/media-error.ts'
import type { Wire } from '../../platforms/http.ts'
import { clientOf } from '../../platforms/index.ts'
import { assertSource } from '../../platforms/source.ts'
import { retryMs } from './outcomes.ts'
import { placeOf } from './place.ts'
import { renditionFolder } from './rendition-folder.ts'
import { factsOf } from './video-facts.ts'

export interface Attaching {
  core: Core
  row: PublicationRow
  video: VideoRow
  signal: AbortSignal
}

/** The video is live, so what goes with it is not tried for ever: here for about five minutes. */
const MOST_TRIES = 6
const NAMES = { captions: 'captions', cover: 'cover picture' } as const

/** What is to follow once this is live; null: nothing. */
export function wantedExtras({ platform }: PublicationRow, video: VideoRow): string | null {
  const has = (extra: keyof Extras) => traitsOf(platform).extrasAfterLive.includes(extra)
  const extras: Extras = {
    ...(video.captions_path !== null && has('captions') && { captions: 'wanted' }),
    ...(video.cover_ms !== null && has('cover') && { cover: 'wanted' }),
  }
  return Object.keys(extras).length === 0 ? null : JSON.stringify(extras)
}

/** Adds what goes with a live video. Whatever becomes of that, the video stays published. */
export async function attachExtras(task: Attaching, wire: Wire): Promise<void> {
  const { core, row, signal } = task
  for (const name of ['captions', 'cover'] as const) {
    if (extrasOf(core.journal.publication(row.id) ?? row)[name] !== 'wanted') continue
    try {
      keep(task, name, await WORK[name](task, wire))
    } catch (error) {
      signal.throwIfAborted()
      if (!afterTrouble(task, name, causeOf(error))) return
    }
  }
}

/** Notes the trouble; true when this one is given up and the next may have its turn. */
function afterTrouble({ core, row }: Attaching, name: keyof Extras, why: Cause): boolean {
  const now = core.journal.publication(row.id) ?? row
  const again = tryAgain(why, now.attempts)
  if (again) {
    const { attempts, afterMs } = again
    core.journal.changePublication(row.id, { attempts, next_at: core.now() + afterMs })
    return false
  }
  const said = `The ${NAMES[name]} could not be added. ${why.reason}`
  keep({ core, row }, name, { failed: said })
  return true
}

/** How often it was tried then, and when it is again; null: it is given up. */
export function tryAgain(
  why: Cause,
  attempts: number,
): { attempts: number; afterMs: number } | null {
  if (why.retry === 'never') return null
  // A broken line may be the platform's doing; to be offline for a week says nothing of captions.
  if (why.code !== 'network' && isOfTheWay(why.code)) return { attempts, afterMs: MINUTE_MS }
  if (attempts + 1 >= MOST_TRIES) return null
  return { attempts: attempts + 1, afterMs: retryMs(why.retry, attempts * 2) }
}

function keep({ core, row }: Pick<Attaching, 'core' | 'row'>, name: keyof Extras, to: Extra): void {
  core.journal.atomically(() => {
    const now = core.journal.publication(row.id) ?? row
    const note = typeof to === 'object' ? [now.reason, to.failed].filter(Boolean).join(' ') : null
    core.journal.changePublication(row.id, {
      extras: JSON.stringify({ ...extrasOf(now), [name]: to }),
      attempts: 0,
      next_at: 0,
      ...(note !== null && { reason: note }),
    })
  })
}

const WORK = { captions: attachCaptions, cover: attachCover }

const LEFT_OUT = 'Captions were left out: allow captions for this channel on the dashboard.'

async function attachCaptions({ core, row, video }: Attaching, wire: Wire): Promise<Extra> {
  if (!(await mayCaption(core, row))) return { failed: LEFT_OUT }
  const left: string[] = []
  const added = new Map<string, string>()
  for (const { path, language: named } of await captionsOf(video)) {
    const captions = await readCaptions(path)
    const language = named ?? languageHere()
    const before = added.get(language)
    if (captions.kind === 'unusable') left.push(`${basename(path)}: ${captions.reason}`)
    else if (before !== undefined && before !== captions.sha256) {
      left.push(`${basename(path)}: another file has the captions in this language (${language}).`)
    } else if (before === undefined) {
      const track = { language, srt: captions.srt }
      const { hosts } = await placeOf(core, row)
      const live = { videoId: row.remote_id ?? '', ...track }
      await clientOf(row.platform).extras?.captions(hosts, live, wire)
      added.set(language, captions.sha256)
    }
  }
  if (left.length > 0) throw new Setback(mine(left.join(' ')))
  return 'done'
}

/** The platform is not asked for what nobody allowed; an older server does not say. */
async function mayCaption({ grants }: Core, { connection_id: id, platform }: PublicationRow) {
  const { connection } = await grants.grant({ id, platform })
  if (connection.takesCaptions !== false) return true
  return (await grants.again({ id, platform })).connection.takesCaptions !== false
}

/** Every file that lies there now; the one that was found first is wanted even when it is gone. */
async function captionsOf({ captions_path: first, path }: VideoRow): Promise<CaptionFile[]> {
  if (first === null) return []
  const beside = await captionsBeside(join(dirname(first), basename(path)))
  if (beside.some(file => file.path === first)) return beside
  const language = languageTag(extname(basename(first, extname(first))).slice(1))
  return [{ path: first, language }, ...beside]
}

async function attachCover({ core, row, video, signal }: Attaching, wire: Wire): Promise<Extra> {
  await assertSource(video)
  const frame = { path: video.path, facts: factsOf(video), atMs: video.cover_ms ?? 0 }
  const jpeg = await coverJpeg(await core.tools(), frame, signal)
  const folder = renditionFolder(core.config.home, video.sha256)
  const path = join(folder, `cover-${row.id}.jpg`)
  try {
    await mkdir(folder, { recursive: true })
    await Bun.write(path, jpeg)
    const videoId = row.remote_id ?? ''
    const picture = { videoId, path, sizeBytes: jpeg.length }
    const { hosts } = await placeOf(core, row)
    await clientOf(row.platform).extras?.cover(hosts, picture, wire)
    return 'done'
  } finally {
    await rm(path, { force: true })
  }
}

const mine = (reason: string): Cause => ({
  ...{ code: 'captions', reason, whoCanFix: 'you', retry: 'never' },
})

function causeOf(error: unknown): Cause {
  if (error instanceof Setback) return error.why
  if (error instanceof MediaError) return mine(error.message)
  const said = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
  const reason = `Something went wrong inside the agent (${said}).`
  return { code: 'internal', reason, whoCanFix: 'us', retry: 'backoff' }
}
