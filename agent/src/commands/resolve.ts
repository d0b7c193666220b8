import { PLATFORM_NAMES } from '@content/api/contract'
import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { callServer } from '../outside/server.ts'
import { type Place, rowsAt } from './arguments/channels.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

export interface ResolveOptions extends Place {
  published?: boolean
  url?: string
  notThere?: boolean
}

/** `content resolve VIDEO`: ends a doubt by what the creator saw at the channel. */
export function resolve(out: Output, wanted: string, options: ResolveOptions): Promise<ExitCode> {
  if (options.published === options.notThere) {
    throw new Refusal(EXIT.usage, 'Say what you saw: --published (with --url) or --not-there.')
  }
  if (!options.platform && !options.channel) {
    throw new Refusal(EXIT.usage, 'Say where you looked: --platform or --channel.')
  }
  return withCore(async core => {
    const video = findVideo(core, wanted)
    const all = core.journal.publicationsOf(video.sha256)
    const rows = rowsAt(all, options).filter(row => row.state === 'unknown')
    const [first] = rows
    if (!first) throw new Refusal(EXIT.usage, 'Nothing is in doubt there. See: content status')
    if (rows.some(row => row.connection_id !== first.connection_id)) throw several(rows)
    for (const row of rows) await resolveOne(core, { video, row }, options)
    const where = `${PLATFORM_NAMES[first.platform]} (${first.label})`
    const said = options.published
      ? `${where}: published.`
      : `${where}: not there, so it is published now.`
    out.say(said)
    out.json({ resolved: rows.length, platform: first.platform, label: first.label })
    return EXIT.ok
  })
}

/** What somebody saw at one channel says nothing about another. */
function several(rows: readonly PublicationRow[]): Refusal {
  const labels = [...new Set(rows.map(row => `${PLATFORM_NAMES[row.platform]} ${row.label}`))]
  return new Refusal(EXIT.usage, `Say with --channel where you looked: ${labels.join(' or ')}.`)
}

async function resolveOne(
  { journal, server, now }: Core,
  { video, row }: { video: VideoRow; row: PublicationRow },
  { published, url }: ResolveOptions,
): Promise<void> {
  if (!row.server_id) throw new Refusal(EXIT.failed, 'The server was never told of it.')
  const saw = published
    ? ({ verdict: 'isLive', url: url ?? null } as const)
    : ({ verdict: 'isNotThere' } as const)
  // The server hears it first: it alone knows what other devices do.
  await callServer(server.publication.resolve.mutate({ publicationId: row.server_id, saw }))
  const ended = {
    ...NO_TROUBLE,
    outcome: null,
    attempts: 0,
    next_at: 0,
    stage: null,
    session: null,
  }
  journal.atomically(() => {
    journal.changePublication(
      row.id,
      published
        ? {
            ...ended,
            ...{ state: 'published', is_told: 1, percent: 100, published_at: now() },
            url: url ?? row.url,
          }
        : {
            ...ended,
            ...{ state: row.rendition_path ? 'prepared' : 'planned', is_told: 0, percent: 0 },
            ...{ restarts: 0, waiting_since: null, session_sha256: null },
          },
    )
    const state = video.metadata ? 'described' : video.facts ? 'probed' : 'fingerprinted'
    journal.changeVideo(video.sha256, { ...NO_TROUBLE, state, attempts: 0, next_at: 0 })
  })
}
