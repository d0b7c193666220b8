import { PLATFORM_NAMES } from '@content/api/contract'
import type { PublicationRow } from '../journal/rows.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { endDoubt, tellDoubt } from '../wishes/resolve-doubt.ts'
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
    const saw = options.published
      ? ({ verdict: 'isLive', url: options.url ?? null } as const)
      : ({ verdict: 'isNotThere' } as const)
    for (const row of rows) {
      await tellDoubt(core, row, saw)
      core.journal.atomically(() => endDoubt(core, { video, row }, saw))
    }
    const where = `${PLATFORM_NAMES[first.platform]} (${first.label})`
    const said = options.published
      ? `${where}: published.`
      : `${where}: not there, ${video.cancelled_at === null ? NOW : NOT_NOW}.`
    out.say(said)
    out.json({ resolved: rows.length, platform: first.platform, label: first.label })
    return EXIT.ok
  })
}

const NOW = 'so it is published now'
const NOT_NOW = 'and as you cancelled it, it is not published'

/** What somebody saw at one channel says nothing about another. */
function several(rows: readonly PublicationRow[]): Refusal {
  const labels = [...new Set(rows.map(row => `${PLATFORM_NAMES[row.platform]} ${row.label}`))]
  return new Refusal(EXIT.usage, `Say with --channel where you looked: ${labels.join(' or ')}.`)
}
