/** What ops/runbook.md says of backups, done: with the very scripts, on a real Postgres. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { chownSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startApiProcess } from '../../api/tests/servers/api-process.ts'
import { startBucket } from '../../api/tests/servers/bucket.ts'
import { type Db, migrateUp, openPostgres } from '../../db/index.ts'
import { seededRandom } from '../soak/random.ts'
import { type Cluster, openCluster, programs } from './cluster.testing.ts'
import { commandsUnder, START } from './runbook.testing.ts'

const IS_LONG = process.env.LONG === 'yes'
const MARK = 'a-canary-that-nobody-else-writes'
const bin = await programs()
if (!bin) throw new Error('This needs pgBackRest. Run: bun ops/services.ts pgbackrest')
/** What a restore may take back to; all that are written and chosen from. */
const [CHOSEN, WRITTEN] = [10, 40]

setDefaultTimeout(IS_LONG ? 300_000 : 60_000)

let cluster: Cluster
let db: Db

beforeAll(async () => {
  cluster = await openCluster(bin)
  db = openPostgres(cluster.url)
  await migrateUp(db)
  for (let n = 0; n < 50; n += 1) await somebody(n)
})
afterAll(async () => {
  await db?.destroy().catch(() => undefined)
  await cluster?.close()
})
describe('a backup', () => {
  comesBack()
  isSealed()
  isMissed()
  isReadWhole()
})
// Minutes, on a machine that does other things as well.
if (IS_LONG) {
  describe('going back', () => {
    toTransactions()
    ofOneWorkspace()
    ofAll()
  })
  if (Bun.which('faketime')) test('what is older than 30 days goes', goesInTime)
}

const somebody = (n: number) =>
  db
    .insertInto('person')
    .values({
      ...{ person_id: crypto.randomUUID(), email: `${MARK}-${n}@example.com` },
      ...{ name: `${MARK} ${n}`, password_hash: MARK },
    })
    .execute()

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(it => it.isFile())
    .map(it => join(it.parentPath, it.name))

function comesBack() {
  test('is brought back beside the living, and every row of every table is the same', async () => {
    await cluster.script('backup.sh', 'full')
    await somebody(50)
    const { tables } = JSON.parse(await cluster.script('drill.sh'))
    expect(tables).toBe((await cluster.rows()).trimEnd().split('\n').length)
    expect(tables).toBeGreaterThan(50)
  })
}

function isSealed() {
  test('holds no row that could be read, and neither does what is archived', async () => {
    await cluster.must('pgbackrest', '--stanza=content', 'check')
    const kept = files(cluster.repository)
    expect(kept.some(it => it.includes('/archive/') && !it.endsWith('.info'))).toBe(true)
    expect(kept.filter(it => readFileSync(it).includes(MARK))).toEqual([])
    // Nor is any of it merely packed: each begins as what OpenSSL sealed does.
    const sealed = kept.filter(it => readFileSync(it).subarray(0, 8).toString() === 'Salted__')
    expect(sealed.toSorted()).toEqual(kept.toSorted())
  })
}

function isMissed() {
  test('that is damaged, or lacks a piece of what was archived, is not called good', async () => {
    const verify = () => cluster.try('sh', join(cluster.scripts, 'verify.sh'))
    const isBad = (says: RegExp) => ({ code: 1, err: expect.stringMatching(says) })
    const archived = files(join(cluster.repository, 'archive')).filter(it => /\.zst$/.test(it))
    const lost = archived.toSorted().at(-2) ?? ''
    const held = readFileSync(lost)
    rmSync(lost)
    expect(await verify()).toMatchObject(isBad(/missing in between/))
    writeOwned(lost, Buffer.concat([held.subarray(0, -64), Buffer.alloc(64)]))
    expect(await verify()).toMatchObject(isBad(/^The backups are damaged:.*000000/s))
    writeOwned(lost, held)
  })
}

function isReadWhole() {
  test('of one workspace that cannot be read to its end is not called brought back', async () => {
    await cluster.psql('create table zz_last (workspace_id uuid)')
    const file = (await cluster.psql(`select pg_relation_filepath('zz_last')`)).trim()
    rmSync(join(cluster.folder, 'data', file))
    const script = join(cluster.scripts, 'workspace.sh')
    const { code, err } = await cluster.try('sh', script, crypto.randomUUID(), cluster.folder)
    await cluster.psql('drop table zz_last')
    expect([code, err]).toEqual([1, expect.stringContaining('could not open file')])
  })
}

function writeOwned(file: string, content: Buffer) {
  writeFileSync(file, content)
  if (cluster.owner) chownSync(file, cluster.owner.uid, cluster.owner.gid)
}

interface Moment {
  transaction: string
  rows: string
}

/** One transaction of several rows; what all rows are then is remembered. */
async function oneTransaction(n: number): Promise<Moment> {
  const gone = n % 5 === 4 ? `delete from person where email like '%-${n - 4}@%';` : ''
  const said = await cluster.psql(`begin;
    insert into workspace (workspace_id, name) values (gen_random_uuid(), '${MARK} ${n}');
    update person set name = '${n}' where email like '%-${n}@%'; ${gone}
    select pg_current_xact_id(); commit;`)
  const transaction = said.trim()
  return { transaction, rows: await cluster.rows() }
}

function toTransactions() {
  const written: Moment[] = []
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

  test(`is possible to any of ${WRITTEN} transactions, with exactly its rows`, async () => {
    console.log(`SEED=${seed}`)
    for (let n = 0; n < WRITTEN; n += 1) written.push(await oneTransaction(n))
    await cluster.must('pgbackrest', '--stanza=content', 'check')
    const random = seededRandom(seed)
    const chosen = written.toSorted(() => random() - 0.5).slice(0, CHOSEN)
    for (const { transaction, rows } of chosen) {
      const folder = join(cluster.folder, `at-${transaction}`)
      await cluster.script('beside.sh', folder, '--type=xid', `--target=${transaction}`)
      expect(await cluster.rows(folder)).toBe(rows)
      await cluster.must('pg_ctl', '-D', join(folder, 'data'), '-s', '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true })
    }
  })
}

/** As somebody types it, on this machine in place of that one. */
async function typed(heading: string, values: Record<string, string>): Promise<string[]> {
  const said: string[] = []
  for (const command of commandsUnder(heading)) {
    if (command === START) {
      await cluster.start()
      continue
    }
    const places = {
      '/backup/': `${cluster.scripts}/`,
      '/restored/': `${cluster.folder}/`,
      ...values,
    }
    const here = Object.entries(places).reduce(
      (text, [name, it]) => text.replaceAll(name, it),
      command,
    )
    said.push(await cluster.must('sh', '-c', here))
  }
  return said
}

const now = async () => (await cluster.psql('select clock_timestamp()')).trim()
const MOMENT = '2026-03-01 12:00:00+00'

function ofOneWorkspace() {
  test('takes one workspace along, beside the living, and nobody else notices', async () => {
    const [id, other] = [crypto.randomUUID(), crypto.randomUUID()]
    for (const workspace of [id, other]) await cluster.psql(workspaceWithEvents(workspace))
    const seen = () =>
      cluster.psql(`select workspace_id, name, prompt from workspace order by 1;
        select workspace_id, event_id, once_key from event order by 1, 2`)
    await cluster.psql(`update workspace set prompt = 'newer' where workspace_id = '${id}'`)
    const before = await seen()
    const then = await now()
    await cluster.psql(`delete from event where workspace_id = '${id}' and once_key::int > 10;
      delete from event where workspace_id = '${other}' and once_key::int > 25`)
    const others = await cluster.psql(`select * from event where workspace_id = '${other}'`)
    const said = await typed('One workspace', { WORKSPACE: id, [MOMENT]: then })
    expect(said[2]).toContain('The lost one')
    expect(said[3]).toBe('event 20\n')
    expect(await cluster.psql(`select * from event where workspace_id = '${other}'`)).toBe(others)
    await cluster.psql(`delete from event where workspace_id = '${other}'`)
    expect(await seen()).toBe(before.replace(new RegExp(`${other}\\|[^\\n]*\\|\\d+\\n`, 'g'), ''))
    // What was to be told then is not told again.
    const late = `select count(*) from event where spread_at is null and once_key::int > 10`
    expect(await cluster.psql(late)).toBe('0\n')
  })
}

const workspaceWithEvents = (id: string) => `
  insert into workspace (workspace_id, name) values ('${id}', 'The lost one');
  insert into event (workspace_id, event_id, type, data, once_key)
  select '${id}', gen_random_uuid(), 'video.published', '{}', n from generate_series(1, 30) n`

function ofAll() {
  test('after a crash, brings all back to a moment but whoever was deleted since', async () => {
    const leaves = (
      await cluster.psql(`select person_id from person where email like '%-7@%'`)
    ).trim()
    const then = await now()
    const rows = await cluster.rows()
    await cluster.psql(
      `delete from person where person_id = '${leaves}'; drop table snapshot cascade`,
    )
    await cluster.must('pgbackrest', '--stanza=content', 'check')
    await cluster.kill()
    // The disk is a new one.
    for (const it of readdirSync(join(cluster.folder, 'data'))) {
      rmSync(join(cluster.folder, 'data', it), { recursive: true })
    }
    await typed('To a moment', { [MOMENT]: then })
    expect(await cluster.rows()).toBe(rows)
    await serveOnce({ DATABASE_URL: cluster.url }, leaves)
    const left = `select count(*) from person where person_id = '${leaves}'`
    expect(await cluster.psql(left)).toBe('0\n')
    expect(await cluster.psql(`select count(*) from person where email like '%-8@%'`)).toBe('1\n')
  })
}

/** A start of the server, with the book of deletions in a bucket that no restore reaches. */
async function serveOnce(env: Record<string, string>, gone: string): Promise<void> {
  const bucket = startBucket({ pageSize: 1000 })
  const hash = new Bun.CryptoHasher('sha256').update(`person ${gone}`).digest('hex')
  const stone = { hash, subject: 'person', at: new Date().toISOString() }
  bucket.objects.set('gone/2026-03-01T12:00:00.000Z-1', JSON.stringify(stone))
  try {
    const api = await startApiProcess({
      ...{ ...env, TOMBSTONES_URL: 's3://people/gone', BUCKET_ENDPOINT: bucket.url },
      ...{ BUCKET_KEY_ID: 'id', BUCKET_SECRET_KEY: 'secret' },
    })
    expect(api.lines.join('\n')).toContain('somebody who was deleted was back')
    await stuckIsTold(api.url)
    await api.kill()
  } finally {
    bucket.stop()
  }
}

async function goesInTime() {
  const labels = async () => {
    const said = await cluster.must('pgbackrest', '--stanza=content', '--output=json', 'info')
    return (JSON.parse(said)[0].backup as { label: string }[]).map(({ label }) => label)
  }
  const onDay = (day: number) =>
    cluster.must('faketime', '-f', `+${day}d`, 'pgbackrest', '--stanza=content', 'expire')
  // Also by two at once.
  await Promise.all([1, 2].map(() => cluster.script('backup.sh', 'full')))
  const before = await labels()
  expect(before.length).toBeGreaterThan(2)
  await onDay(29)
  expect(await labels()).toEqual(before)
  await onDay(31)
  expect(await labels()).toEqual(before.slice(-1))
  expect((await cluster.try('sh', join(cluster.scripts, 'verify.sh'))).code).toBe(0)
}

/** An archive that takes nothing shows in the figures, and so does that it goes on. */
async function stuckIsTold(url: string): Promise<void> {
  const told = async (pattern: RegExp) => {
    for (let tries = 0; tries < 60; tries += 1) {
      const figures = await (await fetch(`${url}/metrics`)).text()
      const [line = ''] = /^archive_late_seconds .*$/m.exec(figures) ?? []
      if (pattern.test(line)) return
      await Bun.sleep(500)
    }
    throw new Error(`never ${pattern}`)
  }
  const away = `${cluster.repository}-away`
  await told(/ 0$/)
  renameSync(cluster.repository, away)
  await cluster.psql('select pg_switch_wal()')
  await told(/ (?!0$)/)
  rmSync(cluster.repository, { recursive: true, force: true })
  renameSync(away, cluster.repository)
  await cluster.must('pgbackrest', '--stanza=content', 'check')
  await told(/ 0$/)
}
