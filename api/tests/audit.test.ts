import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Db } from '@content/db'
import { sql } from 'kysely'
import { writeAudit } from '../src/audit/audit.queries.ts'
import { canonicalEntry, linkHash } from '../src/audit/audit.rules.ts'
import { chainRows } from '../src/audit/chain.queries.ts'
import { sealAudits } from '../src/audit/seal-audits.ts'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { isLong } from './long-run.ts'

const LINES = isLong ? 100_000 : 10_000

let api: TestApi
let ada: Creator
let long: string
beforeAll(async () => {
  api = await startApi()
  ada = await api.creator()
  long = (await api.creator()).workspaceId
}, START_MS)
afterAll(() => api.close())

const write = (workspaceId: string, name = 'studio') =>
  writeAudit(api.deps, { workspaceId, action: 'authn_token_created:key', detail: { name } })

async function fill(workspaceId: string, count: number): Promise<void> {
  await api.db.transaction().execute(async db => {
    for (let n = 0; n < count; n += 1) {
      await writeAudit(
        { ...api.deps, db, address: `203.0.113.${n % 250}`, userAgent: `Browser ${n}` },
        { workspaceId, action: 'authn_token_revoked:sessions', detail: { sessions: n, keys: 0 } },
      )
    }
  })
}

class Undo extends Error {}

/** What is found after somebody with the database's own password did something, and undoes it. */
async function after(workspaceId: string, tamper: (db: Db) => Promise<unknown>) {
  let verdict: Awaited<ReturnType<typeof verifyAudit>> | undefined
  await api.db
    .transaction()
    .execute(async db => {
      await sql`alter table audit disable trigger user`.execute(db)
      await tamper(db)
      verdict = await verifyAudit({ ...api.deps, db }, workspaceId)
      throw new Undo()
    })
    .catch(error => {
      if (!(error instanceof Undo)) throw error
    })
  reason = verdict?.brokenAt?.reason
  return verdict?.brokenAt?.place ?? null
}
let reason: string | undefined

const where = (place: number) => sql`where workspace_id = ${long} and place = ${place}`

describe(`in a log of ${LINES} lines`, () => {
  beforeAll(async () => {
    const { lines } = await verifyAudit(api.deps, long)
    await fill(long, LINES - lines)
  }, 600_000)

  test('a line that is gone is called that', async () => {
    await after(long, db => sql`delete from audit ${where(7)}`.execute(db))
    expect(reason).toBe('A line is missing here.')
  }, 60_000)

  test('nothing is wrong as long as nobody touches it', async () => {
    const verdict = await verifyAudit(api.deps, long)
    expect(verdict).toMatchObject({ isWhole: true, lines: LINES, brokenAt: null })
  }, 60_000)

  const places = [1, 2, Math.floor(LINES / 3), LINES - 1, LINES]
  const tampers: Record<string, (db: Db, place: number) => Promise<unknown>> = {
    'a changed time': (db, place) =>
      sql`update audit set at = at + interval '1 ms' ${where(place)}`.execute(db),
    'a changed detail': (db, place) =>
      sql`update audit set detail = '{"sessions": 7, "keys": 9}' ${where(place)}`.execute(db),
    'a changed action': (db, place) =>
      sql`update audit set action = 'authn_login_success' ${where(place)}`.execute(db),
    'another actor kind': (db, place) =>
      sql`update audit set actor_kind = 'key' ${where(place)}`.execute(db),
    'a changed address': (db, place) =>
      sql`update audit_who set address = '192.0.2.1' ${where(place)}`.execute(db),
    'a target that was none': (db, place) =>
      sql`update audit_who set target = 'device:1' ${where(place)}`.execute(db),
    'a person taken out without a deletion': (db, place) =>
      sql`delete from audit_who ${where(place)}`.execute(db),
    'a deleted line': (db, place) => sql`delete from audit ${where(place)}`.execute(db),
    'a hash made anew': (db, place) =>
      sql`update audit set hash = encode(sha256('x'), 'hex') ${where(place)}`.execute(db),
  }
  for (const [what, tamper] of Object.entries(tampers)) {
    test(`${what} is found at its place`, async () => {
      const found = []
      for (const place of places) found.push(await after(long, db => tamper(db, place)))
      expect(found).toEqual(places)
    }, 120_000)
  }

  test('a changed line whose hash was made to fit is found at the line after it', async () => {
    expect(await after(long, db => forge(db, long, { from: 50, to: 50 }))).toBe(51)
    expect(await after(long, db => forge(db, long, { from: LINES, to: LINES }))).toBe(LINES + 1)
  }, 60_000)

  test('two lines that changed places are found at the first', async () => {
    const swap = async (db: Db) => {
      await sql`update audit set place = -1 ${where(40)}`.execute(db)
      await sql`update audit set place = 40 ${where(70)}`.execute(db)
      await sql`update audit set place = 70 ${where(-1)}`.execute(db)
    }
    const withoutWho = async (db: Db) => {
      await sql`alter table audit_who drop constraint audit_who_workspace_id_place_fkey`.execute(db)
      await swap(db)
    }
    expect(await after(long, withoutWho)).toBe(40)
  }, 60_000)

  test('an end that was cut off with its head is found once it was sealed', async () => {
    const cut = async (db: Db) => {
      await sql`delete from audit where workspace_id = ${long} and place > ${LINES - 5}`.execute(db)
      await sql`
        update audit_head h set place = a.place, hash = a.hash, prev_hash = a.prev_hash
        from audit a where h.workspace_id = ${long} and a.workspace_id = h.workspace_id
          and a.place = ${LINES - 5}`.execute(db)
    }
    expect(await after(long, cut)).toBe(null)
    await sealAudits(api.deps)
    expect(await after(long, cut)).toBe(LINES - 4)
    const raise = (db: Db) => sql`update audit_seal set place = 3 ${where(LINES)}`.execute(db)
    expect(await after(long, raise)).toBe(3)
  }, 60_000)

  test('a beginning that was cut off is found, whatever the head says', async () => {
    const cut = async (db: Db) => {
      await sql`
        update audit_head h set base_place = 9, base_hash = a.hash
        from audit a where h.workspace_id = ${long} and a.workspace_id = h.workspace_id
          and a.place = 9`.execute(db)
      await sql`delete from audit where workspace_id = ${long} and place <= 9`.execute(db)
    }
    expect(await after(long, cut)).toBe(10)
  }, 60_000)
})

/** Changes lines and makes every hash up to `to` fit, as somebody who knows the code could. */
async function forge(db: Db, workspaceId: string, { from, to }: { from: number; to: number }) {
  let prevHash: string | undefined
  for (const row of await chainRows(db, workspaceId, { after: from - 1, limit: to - from + 1 })) {
    prevHash ??= row.prev_hash
    const action = row.place === from ? 'authn_login_success' : row.action
    const entry = canonicalEntry({
      ...{ at: row.at, actorKind: row.actor_kind, action, detail: row.detail },
      ...{ whoHash: row.who_hash, targetHash: row.target_hash },
    })
    const hash: string = linkHash({ workspaceId, place: row.place, prevHash }, entry)
    await sql`
      update audit set action = ${action}, prev_hash = ${prevHash}, hash = ${hash}
      where workspace_id = ${workspaceId} and place = ${row.place}`.execute(db)
    prevHash = hash
  }
  return prevHash
}

test('a log that was written anew from a line on, head and all, is found by its seal', async () => {
  const { workspaceId } = await api.creator()
  for (let n = 0; n < 20; n += 1) await write(workspaceId)
  const { lines } = await verifyAudit(api.deps, workspaceId)
  const anew = async (db: Db) => {
    const hash = await forge(db, workspaceId, { from: 5, to: lines })
    await sql`
      update audit_head set hash = ${hash} where workspace_id = ${workspaceId}`.execute(db)
  }
  expect(await after(workspaceId, anew)).toBe(null)
  await sealAudits(api.deps)
  await write(workspaceId)
  const longer = async (db: Db) => {
    const hash = await forge(db, workspaceId, { from: 5, to: lines + 1 })
    await sql`
      update audit_head set hash = ${hash} where workspace_id = ${workspaceId}`.execute(db)
  }
  expect(await after(workspaceId, longer)).toBe(lines)
  const andSeal = async (db: Db) => {
    await longer(db)
    await sql`
      update audit_seal s set hash = a.hash from audit a
      where s.workspace_id = ${workspaceId} and a.workspace_id = s.workspace_id
        and a.place = s.place`.execute(db)
  }
  expect(await after(workspaceId, andSeal)).toBe(lines)
  expect(reason).toBe('The seal at this place is not ours.')
})

test('the database itself refuses to change, delete or empty the log', async () => {
  await write(ada.workspaceId)
  const refused = /never changed, or deleted one by one/
  for (const statement of [
    sql`update audit set action = 'x'`,
    sql`delete from audit where workspace_id = ${ada.workspaceId}`,
    sql`truncate audit cascade`,
  ]) {
    expect(statement.execute(api.db)).rejects.toThrow(refused)
  }
  const other = crypto.randomUUID()
  const underAnother = api.db.transaction().execute(async db => {
    await sql`select set_config('audit.erasing', ${other}, true)`.execute(db)
    await sql`delete from audit where workspace_id = ${ada.workspaceId}`.execute(db)
  })
  expect(underAnother).rejects.toThrow(refused)
})

test('what is undone is not in the log, and leaves no gap', async () => {
  const { workspaceId } = await api.creator()
  const before = await verifyAudit(api.deps, workspaceId)
  await write(workspaceId)
  const undone = api.db.transaction().execute(async db => {
    await writeAudit({ ...api.deps, db }, { workspaceId, action: 'sensitive_delete:device' })
    throw new Undo()
  })
  expect(undone).rejects.toThrow(Undo)
  await write(workspaceId)
  const lines = before.lines + 2
  expect(await verifyAudit(api.deps, workspaceId)).toMatchObject({ isWhole: true, lines })
})

test('no line can be made to look like two, or to paint a terminal', async () => {
  const { workspaceId, token } = await api.creator()
  const nasty = 'a\r\n2026 admin \u001b[2Jdid it\u0000\u2028\u202Eback\ud800'
  await writeAudit(
    { ...api.deps, address: nasty, userAgent: nasty, requestId: nasty },
    { workspaceId, action: 'authn_token_created:key', target: nasty, detail: { name: nasty } },
  )
  const { lines } = await api.client(token).audit.list.query({})
  const [line] = lines
  for (const text of [line?.address, line?.userAgent, line?.requestId, line?.target]) {
    expect(text).toBe('a\\u000d\\u000a2026 admin \\u001b[2Jdid it\\u0000\\u2028\\u202eback\\ud800')
  }
  expect(JSON.stringify(line)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u)
  expect((await verifyAudit(api.deps, workspaceId)).isWhole).toBe(true)
})

test('a secret typed as a name is withheld, and an unknown detail refused', async () => {
  const { workspaceId, token, apiKey } = await api.creator()
  for (const name of [apiKey, token, 'gAAAAABmZ9zzqq11', 'f'.repeat(32), 'sk_live_12345678']) {
    await write(workspaceId, name)
  }
  const { lines } = await api.client(token).audit.list.query({ limit: 5 })
  expect(lines.map(line => line.detail)).toEqual(lines.map(() => ({ name: '[withheld]' })))
  const extra = { name: 'a key', secret: 'hunter2' }
  const written = writeAudit(api.deps, {
    ...{ workspaceId, action: 'authn_token_created:key' },
    detail: extra,
  })
  expect(written).rejects.toThrow(/unrecognized/i)
})

test('an admin reads the log page by page; nobody else does', async () => {
  const creator = await api.creator()
  const { workspaceId, person } = creator
  const before = await person.audit.list.query({ limit: 200 })
  for (const name of ['1', '2', '3', '4', '5']) await write(workspaceId, name)
  const first = await person.audit.list.query({ limit: 3 })
  expect(first.lines.map(line => line.detail.name)).toEqual(['5', '4', '3'])
  const next = await person.audit.list.query({ limit: 3, before: first.before ?? 0 })
  expect(next.lines.map(line => line.detail.name).slice(0, 2)).toEqual(['2', '1'])
  const all = await person.audit.list.query({ limit: 5 + before.lines.length })
  expect(all.before).toBe(null)
  expect((await person.audit.verify.query()).isWhole).toBe(true)
  await api.db
    .updateTable('member')
    .set({ role: 'editor' })
    .where('workspace_id', '=', workspaceId)
    .execute()
  expect(person.audit.list.query({})).rejects.toThrow('role of an admin')
  expect(person.audit.verify.query()).rejects.toThrow('role of an admin')
})
