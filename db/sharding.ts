import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Tables that a sharded database keeps whole on every node: they are asked before it is known which
 * workspace is meant, or are a person's in several of them, or nobody's. All others are distributed
 * by `workspace_id`.
 */
export const EVERYWHERE = {
  billing: 'Stripe names a customer, not a workspace',
  deletion: 'of people and of workspaces alike',
  device_key: 'a key is all that a request brings',
  device_login: 'a code is all that a device brings',
  guess: 'counts what is tried before anybody is known',
  insert_day: 'counts what all share at a platform',
  invitation: 'a link is all that who was invited brings',
  known_browser: 'a person’s',
  mail: 'a person’s, or nobody’s yet',
  mail_refusal: 'a person’s',
  mailed_link: 'a link is all that its reader brings',
  marketing_spend: 'the operator’s',
  meta_request: 'names an account at a platform',
  operator_alert: 'the operator’s',
  person: 'in several workspaces',
  recovery_code: 'a person’s',
  session: 'a cookie is all that a request brings',
  stripe_event: 'its workspace is found later',
  tombstone: 'of whom nothing else is left',
  visit_day: 'nobody’s',
} as const

interface Shape {
  table: string
  isOfWorkspace: boolean
  /** Unique indexes without the workspace. */
  unique: string[]
  /** Tables that foreign keys lead to, and whether along the workspace. */
  leads: { to: string; isAlong: boolean }[]
}

async function shapes(db: Db): Promise<Shape[]> {
  const { rows } = await sql<Shape>`
    with columns as (
      select attrelid, attnum, attname from pg_attribute where attnum > 0
    )
    select t.relname as table,
      exists (
        select from pg_attribute a
        where a.attrelid = t.oid and a.attname = 'workspace_id' and a.attnotnull
      ) as "isOfWorkspace",
      array(
        select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = t.oid and x.indisunique and not exists (
          select from columns c where c.attrelid = t.oid and c.attnum = any(x.indkey)
            and c.attname = 'workspace_id'
        ) order by i.relname
      )::text[] as unique,
      coalesce((
        select json_agg(json_build_object('to', f.relname, 'isAlong', exists (
          select from columns c where c.attrelid = t.oid and c.attnum = any(k.conkey)
            and c.attname = 'workspace_id'
        )) order by f.relname)
        from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = t.oid and k.contype = 'f'
      ), '[]'::json) as leads
    from pg_class t join pg_namespace n on n.oid = t.relnamespace
    where n.nspname = 'public' and t.relkind in ('r', 'p') and not t.relispartition
      and t.relname not like 'kysely_%'
    order by t.relname`.execute(db)
  return rows
}

/** What keeps tables from being distributed as planned; empty when nothing does. */
export async function shardingFaults(db: Db): Promise<string[]> {
  const all = await shapes(db)
  const names = new Set(all.map(({ table }) => table))
  return [
    ...Object.keys(EVERYWHERE).flatMap(it => (names.has(it) ? [] : `there is no table ${it}`)),
    ...all.flatMap(({ table, isOfWorkspace, unique, leads }) => {
      if (table in EVERYWHERE) return []
      if (!isOfWorkspace) return `${table} has no workspace_id that is never null`
      const elsewhere = leads.filter(({ to, isAlong }) => !(to in EVERYWHERE) && !isAlong)
      return [
        ...unique.map(index => `${table}: ${index} is unique over all nodes`),
        ...elsewhere.map(({ to }) => `${table} leads to ${to} without the workspace`),
      ]
    }),
  ]
}

/** The plan, as a page: what is put where, and what has to go first. */
export async function shardingPlan(db: Db): Promise<string> {
  const rows = (await shapes(db)).map(({ table, leads }) => {
    const why = EVERYWHERE[table as keyof typeof EVERYWHERE]
    if (!why) return `| \`${table}\` | distributed by \`workspace_id\` | |`
    const lost = [...new Set(leads.map(({ to }) => to).filter(to => !(to in EVERYWHERE)))]
    const first = lost.length > 0 ? `its foreign key to ${lost.join(', ')} goes` : ''
    return `| \`${table}\` | on every node: ${why} | ${first} |`
  })
  return [HEAD, '| table | where | first |', '|---|---|---|', ...rows, ''].join('\n')
}

const HEAD = `<!-- Generated from the migrations by \`bun run db:tables\`. Do not edit. -->

# Sharding

When one Postgres is not enough, Citus can share the tables out to several: everything that grows
with a workspace is keyed by \`workspace_id\` first, so that each question about one is answered on
one node. What is below on every node is a reference table, asked before the workspace is known.
Citus lets no reference table lead to a distributed one by a foreign key, so those named on the
right are dropped before; the deletion takes their rows by itself (\`api/src/privacy/deletion/\`).
A check compares this page with the migrations, and fails on a table that could not be distributed
so. It is a plan: nobody has run this on Citus yet.
`
