import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  type AboutDevice,
  definitionOf,
  type Platform,
  type TellWaiting,
  type WaitingKind,
  WaitingRow,
} from '../../../contract/index.ts'
import { previewIds } from '../../preview/preview.queries.ts'
import { previewAddress } from '../../preview/preview.rules.ts'

type Items = z.output<typeof TellWaiting>['items']

/** How many of these connections the workspace has. */
export async function countConnections(db: Db, workspaceId: string, ids: string[]) {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found from connection
    where workspace_id = ${workspaceId} and connection_id = any(${ids}::uuid[])`.execute(db)
  return rows[0]?.found ?? 0
}

/** Puts a device's list in the place of its last one. */
export async function replaceWaiting(
  db: Db,
  device: { workspaceId: string; deviceId: string },
  { items, now }: { items: Items; now: Date },
): Promise<void> {
  const { workspaceId, deviceId } = device
  const given = items.map((item, place) => ({
    sha256: item.sha256,
    connection_id: item.connectionId,
    file_name: item.fileName,
    kind: item.kind,
    reason: item.reason,
    code: item.code,
    until: item.until,
    draft: item.draft,
    rule: item.rule,
    options: item.options,
    duration_ms: item.durationMs,
    place,
  }))
  await sql`
    with given as (
      select distinct on (sha256, connection_id) *
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as item(
        sha256 text, connection_id uuid, file_name text, kind text, reason text,
        code text, until timestamptz, draft jsonb, rule jsonb, options jsonb, duration_ms integer,
        place integer
      )
      order by sha256, connection_id, place
    ), gone as (
      delete from waiting w
      where workspace_id = ${workspaceId} and device_id = ${deviceId} and not exists (
        select from given
        where given.sha256 = w.sha256 and given.connection_id = w.connection_id
      )
    )
    insert into waiting as w (workspace_id, device_id, sha256, connection_id, file_name, kind,
      reason, code, until, draft, rule, options, duration_ms, place, told_at, since)
    select ${workspaceId}::uuid, ${deviceId}::uuid, sha256, connection_id, file_name, kind,
      reason, code, until, draft, rule, options, duration_ms, place, ${now}::timestamptz,
      ${now}::timestamptz
    from given
    on conflict (workspace_id, device_id, sha256, connection_id) do update set
      file_name = excluded.file_name, kind = excluded.kind, reason = excluded.reason,
      code = excluded.code, until = excluded.until, draft = excluded.draft, rule = excluded.rule,
      options = excluded.options, duration_ms = excluded.duration_ms, place = excluded.place,
      told_at = excluded.told_at,
      since = case when w.kind = excluded.kind then w.since else excluded.told_at end,
      mailed_at = case when w.kind = excluded.kind then w.mailed_at end`.execute(db)
}

/** Keeps what a device tells of itself. */
export async function writeAboutDevice(
  db: Db,
  { workspaceId, deviceId }: { workspaceId: string; deviceId: string },
  { version, folders }: AboutDevice,
): Promise<void> {
  await db
    .updateTable('device')
    .set({ agent_version: version, folders })
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .execute()
}

interface Selected {
  device_id: string
  device_name: string
  sha256: string
  file_name: string
  connection_id: string
  platform: Platform
  label: string
  kind: WaitingKind
  reason: string | null
  code: string | null
  until: Date | null
  draft: unknown
  rule: unknown
  options: unknown
  duration_ms: number | null
  told_at: Date
  previews: string[]
}

const MOST_SHOWN = 200

/** What waits on the workspace's devices, each device's own order kept. */
export async function listWaiting(db: Db, workspaceId: string): Promise<WaitingRow[]> {
  const { rows } = await sql<Selected>`
    select w.device_id, d.name as device_name, w.sha256, w.file_name, w.connection_id,
      c.platform, c.label, w.kind, w.reason, w.code, w.until, w.draft, w.rule, w.options,
      w.duration_ms, w.told_at, ${previewIds(workspaceId, sql`w.sha256`)} as previews
    from waiting w
    join device d on d.workspace_id = w.workspace_id and d.device_id = w.device_id
    join connection c
      on c.workspace_id = w.workspace_id and c.connection_id = w.connection_id
    where w.workspace_id = ${workspaceId}
    order by d.name, w.device_id, w.place
    limit ${MOST_SHOWN}`.execute(db)
  return rows.map(asRow)
}

/** What is known of the file that waits there; undefined when nothing does. */
export async function waitingFacts(
  db: Db,
  workspaceId: string,
  { deviceId, sha256, connectionId }: { deviceId: string; sha256: string; connectionId: string },
): Promise<{ fileName: string; durationMs: number } | undefined> {
  const row = await db
    .selectFrom('waiting')
    .select(['file_name', 'duration_ms'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('sha256', '=', sha256)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst()
  return row && { fileName: row.file_name, durationMs: row.duration_ms ?? 0 }
}

// What a newer version wrote, or an older one could, may not be what this one knows.
const { draft, rule, options } = WaitingRow.shape
const AsTold = { draft: draft.catch(null), rule: rule.catch(null), options: options.catch(null) }

/** What may be chosen from, where it is what its platform can offer. */
function offerOf({ platform, options }: Selected): WaitingRow['options'] {
  const told = AsTold.options.parse(options)
  const { offer } = definitionOf(platform)
  return offer && !offer.safeParse(told).success ? null : told
}

const asRow = (row: Selected): WaitingRow => ({
  id: `${row.device_id}.${row.sha256}.${row.connection_id}`,
  deviceId: row.device_id,
  deviceName: row.device_name,
  sha256: row.sha256,
  fileName: row.file_name,
  connectionId: row.connection_id,
  platform: row.platform,
  label: row.label,
  kind: row.kind,
  reason: row.reason,
  code: row.code,
  until: row.until?.toISOString() ?? null,
  toldAt: row.told_at.toISOString(),
  draft: AsTold.draft.parse(row.draft),
  rule: AsTold.rule.parse(row.rule),
  options: offerOf(row),
  durationMs: row.duration_ms,
  previews: row.previews.map(previewAddress),
})
