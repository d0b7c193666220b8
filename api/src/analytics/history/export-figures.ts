import type { z } from 'zod'
import { type ExportedFigures, type ExportFigures, METRICS } from '../../../contract/index.ts'
import type { SignedIn } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { titleOf } from '../../publication/publication.rules.ts'
import { fromCursor, toCursor } from '../analytics.rules.ts'
import { calendarOf, type ExportRow, listExport } from './history.queries.ts'
import { spanOf } from './period.rules.ts'

/** One piece; whoever wants all asks on, so that no answer grows with the history. */
const ROWS_AT_ONCE = 2000
const COLUMNS = [
  ...(['day', 'platform', 'channel', 'file', 'title', 'url', 'published_at'] as const),
  ...METRICS,
]
type Line = Record<(typeof COLUMNS)[number], string | number | null>

/** A piece of the figures of every video and day, as CSV or as one JSON object a line. */
export async function exportFigures(
  ctx: Pick<SignedIn, 'db' | 'now' | 'actor'>,
  { period, platform, format, cursor }: z.output<typeof ExportFigures>,
): Promise<ExportedFigures> {
  const { workspaceId, plan } = ctx.actor
  requireFeature(plan, 'figureExport')
  const after = cursor === undefined ? null : placeOf(cursor)
  const span = spanOf(period, await calendarOf(ctx.db, workspaceId, ctx.now()))
  const asked = { span, platform, after, limit: ROWS_AT_ONCE + 1 }
  const found = await listExport(ctx.db, workspaceId, asked)
  const rows = found.slice(0, ROWS_AT_ONCE)
  const last = found.length > ROWS_AT_ONCE ? rows.at(-1) : undefined
  const lines = rows.map(lineOf)
  const isCsv = format === 'csv'
  return {
    fileName: `figures-${span.from}-${span.to}.${isCsv ? 'csv' : 'jsonl'}`,
    mediaType: isCsv ? 'text/csv' : 'application/jsonl',
    text: isCsv ? asCsv(lines, after === null) : asJson(lines),
    nextCursor: last ? cursorOf(last) : null,
  }
}

/** The last line of a piece, in the same form as a place in the list of videos. */
const cursorOf = ({ day, publicationId }: Pick<ExportRow, 'day' | 'publicationId'>) =>
  toCursor({ createdAtMicros: Date.parse(`${day}T00:00:00Z`) * 1000, videoId: publicationId })

function placeOf(cursor: string) {
  const place = fromCursor(cursor)
  if (place) {
    const day = new Date(place.createdAtMicros / 1000).toISOString().slice(0, 10)
    return { publicationId: place.videoId, day }
  }
  throw new Fault('invalid', 'That piece does not exist.', {
    fields: { cursor: 'Use the nextCursor of the piece before.' },
  })
}

const lineOf = (row: ExportRow): Line => ({
  day: row.day,
  platform: row.platform,
  channel: row.channel,
  file: row.fileName,
  title: titleOf(row.metadata),
  url: row.url,
  published_at: row.publishedAt?.toISOString() ?? null,
  views: row.views,
  likes: row.likes,
  comments: row.comments,
  shares: row.shares,
})

const asJson = (lines: Line[]) => lines.map(line => `${JSON.stringify(line)}\n`).join('')

function asCsv(lines: Line[], hasHeader: boolean): string {
  const body = lines.map(line => COLUMNS.map(name => cell(line[name])).join(','))
  return [...(hasHeader ? [COLUMNS.join(',')] : []), ...body].map(text => `${text}\r\n`).join('')
}

/** RFC 4180; a text that a spreadsheet would run as a formula is shown as what it is. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
