import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../event/event.queries.ts'
import { inTx } from '../../lib/in-tx.ts'
import { DAY_MS } from '../../lib/time.ts'
import type { ArchiveEntry } from '../../outside/archives.ts'
import type { Table } from '../registry.ts'
import {
  type ExportSubject,
  exportedTables,
  exportRows,
  settleExport,
  typesOf,
  type WantedExport,
  waitingExports,
} from './export.queries.ts'
import { dropParts, insertPart } from './export-parts.queries.ts'
import { readme, tableSchema } from './export-schema.rules.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'files' | 'log'>

export const EXPORT_DAYS = 7

/** Makes every copy of data that somebody waits for. One that a crash cut off is begun anew. */
export async function makeExports(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  const made: WantedExport[] = []
  while (!signal?.aborted) {
    const wanted = nextExport(await waitingExports(ctx.db), made)
    if (!wanted) return
    made.push(wanted)
    await makeQuietly(ctx, wanted, signal)
  }
}

async function makeQuietly(ctx: Ctx, wanted: WantedExport, signal?: AbortSignal): Promise<void> {
  try {
    await makeExport(ctx, wanted, signal)
  } catch (error) {
    if (signal?.aborted) return
    ctx.log.error('an export failed', { exportId: wanted.exportId, error })
    await settleExport(ctx.db, wanted, { state: 'failed' })
  }
}

/** Looked for anew each time: of whoever had fewest made in this run, who asked first. */
function nextExport(waiting: WantedExport[], made: WantedExport[]): WantedExport | undefined {
  const had = (it: WantedExport) => made.filter(one => one.workspaceId === it.workspaceId).length
  return waiting
    .filter(it => !made.some(one => one.exportId === it.exportId))
    .toSorted((a, b) => had(a) - had(b))[0]
}

async function makeExport(ctx: Ctx, wanted: WantedExport, signal?: AbortSignal): Promise<void> {
  const { workspaceId, exportId, personId, subject } = wanted
  const whose = { kind: subject, id: subject === 'person' ? personId : workspaceId }
  await dropParts(ctx.db, wanted)
  const sizeBytes = await copyOf(ctx, { wanted, whose }, signal)
  const expiresAt = new Date(ctx.now().getTime() + EXPORT_DAYS * DAY_MS)
  const isWanted = await inTx(ctx, async tx => {
    const ready = { size_bytes: sizeBytes, expires_at: expiresAt }
    if (!(await settleExport(tx.db, wanted, { state: 'ready', ...ready }))) return false
    const data = { exportId, personId }
    await recordEvent(tx.db, { workspaceId, type: 'export.ready', data })
    return true
  })
  // Whoever asked was deleted while it was made.
  if (!isWanted) await dropParts(ctx.db, wanted)
}

/** Everything as of one instant, row by row, so that the largest takes no more memory. */
function copyOf(
  ctx: Ctx,
  { wanted, whose }: { wanted: WantedExport; whose: ExportSubject },
  signal?: AbortSignal,
): Promise<number> {
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async db => {
      await sql`set local timezone to 'UTC'`.execute(db)
      const tables = exportedTables(whose.kind)
      const types = new Map<Table, Map<string, string>>()
      for (const table of tables) types.set(table, await typesOf(db, table))
      const text = readme(whose.kind, tables, ctx.now())
      const entries: ArchiveEntry[] = [{ name: 'README.txt', text: () => once(text) }]
      for (const table of tables) {
        const schema = tableSchema(table, types.get(table) ?? new Map())
        const json = JSON.stringify(schema, null, 2)
        entries.push({ name: `schema/${table}.json`, text: () => once(json) })
        const rows = () => asArray(exportRows(db, table, whose))
        entries.push({ name: `data/${table}.json`, text: rows })
      }
      // In the same transaction: there is a whole copy or none, whenever we are killed.
      const put = async (bytes: Uint8Array, place: number) => {
        await insertPart(db, wanted, { place, bytes })
      }
      return ctx.files.archives.pack(entries, put, signal)
    })
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function* asArray(rows: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const row of rows) {
    yield `${before}${row}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
