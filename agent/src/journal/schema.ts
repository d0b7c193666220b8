import type { Database } from 'bun:sqlite'
import { Setback } from '../lib/step-error.ts'

/** Each entry takes the journal from its index to the next version; shipped ones never change. */
export const STEPS = [
  `
  create table file (
    path text primary key,
    size_bytes integer not null,
    mtime_ms real not null,
    ino text not null,
    state text not null,
    is_requested integer not null default 0,
    sha256 text,
    code text, reason text, who_can_fix text,
    found_at integer not null
  ) strict;
  create table video (
    sha256 text primary key,
    path text not null,
    size_bytes integer not null,
    mtime_ms real not null,
    ino text not null,
    state text not null,
    facts text, metadata text, author text, moving_to text,
    code text, reason text, who_can_fix text,
    attempts integer not null default 0,
    next_at integer not null default 0,
    found_at integer not null
  ) strict;
  create table publication (
    id integer primary key,
    sha256 text not null references video,
    connection_id text not null,
    platform text not null,
    label text not null,
    state text not null,
    rule text not null,
    choice text, options text,
    rendition_path text, rendition_bytes integer, rendition_note text,
    server_id text,
    stage text, session text,
    restarts integer not null default 0,
    percent real not null default 0,
    speed real, seconds_left real,
    remote_id text, url text, published_at integer,
    outcome text,
    is_told integer not null default 0,
    code text, reason text, who_can_fix text,
    attempts integer not null default 0,
    next_at integer not null default 0
  ) strict;
  create unique index publication_once on publication (sha256, connection_id);
  `,
  `
  alter table publication add column rendition_sha256 text;
  alter table publication add column rendition_mtime_ms real;
  alter table publication add column session_sha256 text;
  alter table publication add column ended_at integer;
  `,
  `
  alter table file add column ctime_ms real not null default 0;
  create index file_in_state on file (state, found_at, path);
  alter table file add column schedule text;
  alter table video add column is_paused integer not null default 0;
  alter table video add column schedule text;
  alter table video add column captions_path text;
  alter table video add column cover_ms integer;
  alter table publication add column intent text not null default 'publish';
  alter table publication add column extras text;
  alter table publication add column waiting_since integer;
  drop index publication_once;
  create unique index publication_once on publication (sha256, connection_id, intent);
  create table setting (name text primary key, value text not null) strict;
  create table breaker (
    connection_id text primary key,
    failures integer not null default 0,
    open_until integer not null default 0,
    reason text
  ) strict;
  `,
  `
  alter table file add column verdict text;
  create index video_open on video (found_at, sha256) where state not in ('published', 'failed');
  `,
  'alter table publication add column words text;',
  `
  create table device_order (
    order_id text primary key,
    seq integer not null,
    state text not null,
    reason text,
    is_told integer not null default 0,
    answered_at integer not null
  ) strict;
  create index device_order_untold on device_order (seq) where is_told = 0;
  `,
  // What had ended before is not read once more for the sake of small pictures.
  `
  alter table publication add column rendition_change text;
  alter table video add column previews text;
  alter table video add column previews_tries integer not null default 0;
  alter table video add column previews_at integer not null default 0;
  update video set previews = 'done' where state in ('published', 'failed');
  create index video_previews on video (previews_at, found_at)
    where previews is null and facts is not null;
  `,
  'alter table video add column cancelled_at integer;',
]

export const SCHEMA_VERSION = STEPS.length

const versionOf = (db: Database) =>
  db.query<{ user_version: number }, []>('pragma user_version').get()?.user_version ?? 0

/** Brings the journal to this version; refuses one that a newer agent wrote. */
export function migrate(db: Database, steps: readonly string[] = STEPS): void {
  // A full disk must not keep anybody from reading.
  if (versionOf(db) === steps.length) return
  const move = db.transaction(() => {
    const version = versionOf(db)
    if (version > steps.length) throw newer()
    for (const step of steps.slice(version)) db.run(step)
    db.run(`pragma user_version = ${steps.length}`)
  })
  move.immediate()
}

const newer = () =>
  new Setback({
    code: 'journal_newer',
    reason: 'The journal was written by a newer version of the agent: please update this one.',
    whoCanFix: 'you',
    retry: 'never',
  })
