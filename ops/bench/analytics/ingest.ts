import { storeFigures } from '../../../api/src/analytics/figures.queries.ts'
import type { Db } from '../../../db/index.ts'
import { DAY_MS } from '../../durations.ts'
import { type Figure, timed } from '../measure.ts'
import { ASKED_OF, workspaceOf } from './seed.ts'

/** Of so many videos at once, as a platform answers. */
const AT_ONCE = 50
const ROWS = 5000

/** Keeping what platforms told, with all that is derived from it, against copying the same rows. */
export async function benchIngest(db: Db, url: string, size: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const who of ['typical', 'large'] as const) {
    const workspaces = who === 'large' ? [workspaceOf(0)] : ASKED_OF.slice(1).map(workspaceOf)
    const kept = await keep(db, workspaces)
    const copied = await copyAgain(url, kept)
    const perSecond = (ms: number) => flat((kept.rows / ms) * 1000)
    figures.push({
      name: `ingest, ${who}, ${size} rows`,
      unit: 'rows a second',
      value: perSecond(kept.ms),
      against: {
        ...{ name: 'COPY of raw snapshots', value: perSecond(copied) },
        ratio: flat(copied / kept.ms),
      },
    })
  }
  return figures
}

const flat = (value: number) => ({ median: value, min: value, max: value })

interface Kept {
  workspaces: string[]
  rows: number
  ms: number
  /** After every snapshot that was there before. */
  since: Date
}

async function keep(db: Db, workspaces: string[]): Promise<Kept> {
  const batches: [string, string[]][] = []
  for (const workspaceId of workspaces) {
    const found = await db
      .selectFrom('publication')
      .select('publication_id')
      .where('workspace_id', '=', workspaceId)
      .limit(ROWS)
      .execute()
    const ids = found.map(it => it.publication_id)
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      batches.push([workspaceId, ids.slice(at, at + AT_ONCE)])
    }
  }
  const since = new Date()
  let [rows, ms] = [0, 0]
  for (let round = 1; rows < ROWS; round += 1) {
    const takenAt = new Date(since.getTime() + round)
    const next_at = new Date(since.getTime() + DAY_MS)
    for (const [workspaceId, ids] of batches) {
      const told = { views: 20_000 + round, likes: 1000, comments: 100, shares: 10, next_at }
      const snapshots = ids.map(publication_id => ({ publication_id, ...told }))
      ms += await timed(() => storeFigures(db, workspaceId, { snapshots, takenAt }))
      rows += ids.length
      if (rows >= ROWS) break
    }
  }
  return { workspaces, rows, ms, since }
}

/** Milliseconds that the server takes to copy the very rows into the same table. */
async function copyAgain(url: string, { workspaces, since }: Kept): Promise<number> {
  const sql = new Bun.SQL(url, { max: 1 })
  const [folder]: { data_directory: string }[] = await sql.unsafe('show data_directory')
  const file = `'${folder?.data_directory}/bench.copy'`
  const list = workspaces.map(it => `'${it}'`).join(', ')
  const those = `workspace_id in (${list}) and taken_at > '${since.toISOString()}'`
  await sql.unsafe(`copy (select * from snapshot where ${those}) to ${file}`)
  await sql.unsafe(`delete from snapshot where ${those}`)
  const ms = await timed(() => sql.unsafe(`copy snapshot from ${file}`))
  await sql.close()
  return ms
}
