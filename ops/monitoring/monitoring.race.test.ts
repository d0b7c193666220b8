/** Alarms and dashboards on a real Prometheus and Alertmanager that watch a real server. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { dirname, join } from 'node:path'
import { type ApiProcess, startApiProcess } from '../../api/tests/servers/api-process.ts'
import { openReceiver, type Receiver } from '../../api/tests/servers/webhook-receiver.ts'
import { testDatabase } from '../../db/testing.ts'
import { readText } from '../checks/tree.ts'
import { mustRun } from '../run-program.ts'
import { freePort } from '../services/process.ts'
import { DASHBOARDS, fileOf, textOf } from './dashboards/main.ts'
import { startWatchers, type Watchers } from './watchers.testing.ts'

interface Alarm {
  status: 'firing' | 'resolved'
  startsAt: string
  labels: { alertname: string; severity: string }
  annotations: { summary: string; runbook: string }
}

setDefaultTimeout(60_000)
const ROOT = join(import.meta.dir, '..', '..')
const TOKEN = 'a token that only tests have, long enough'
const database = await testDatabase()
const port = await freePort()
let api: ApiProcess | undefined
let receiver: Receiver
let watchers: Watchers | undefined

const startApi = () =>
  startApiProcess({
    ...{ DATABASE_URL: database.url ?? '', PORT: String(port), METRICS_TOKEN: TOKEN },
    ...{ AUTH_SECRET: 'a'.repeat(32), VAULT_KEYS: `${'A'.repeat(43)}=` },
  })

beforeAll(async () => {
  receiver = openReceiver()
  // Side by side: Prometheus looks at nothing in its first five seconds.
  await Promise.all([startUsedApi(), startWatching()])
})

async function startWatching(): Promise<void> {
  const target = `127.0.0.1:${port}`
  watchers = await startWatchers({ target, token: TOKEN, receiver: receiver.url })
}

async function startUsedApi(): Promise<void> {
  api = await startApi()
  const person = { email: 'ada@example.test', password: 'a fine password of mine' }
  const body = JSON.stringify(person)
  const headers = { 'Content-Type': 'application/json' }
  await fetch(`${api.url}/api/v1/auth/register`, { method: 'POST', headers, body })
  await somethingOfEach()
}

afterAll(async () => {
  await watchers?.close()
  await receiver?.close()
  await api?.kill()
  await database.close()
})

const ask = (expr: string) => watchers?.ask(expr) ?? Promise.reject(new Error('nobody watches'))

/** Asks again every little while until the answer is there; throws after some seconds without. */
async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await Bun.sleep(100)
  }
  throw new Error(`waited in vain for ${what}`)
}

test('the rules and both configurations are sound, by the programs that read them', async () => {
  const [promtool, amtool] = [beside('PROMETHEUS_PATH', 'promtool'), beside('ALERTMANAGER_PATH')]
  const cwd = join(ROOT, 'ops/alerts')
  await mustRun([promtool, 'check', 'rules', 'content.yaml'], { cwd })
  await mustRun([promtool, 'test', 'rules', 'content.test.yaml'], { cwd })
  const config = join(ROOT, 'ops/monitoring/alertmanager.yaml')
  expect(await mustRun([amtool, 'check-config', config])).toContain('4 receivers')
})

const beside = (variable: string, name = 'amtool') =>
  join(dirname(process.env[variable] ?? ''), name)

test('the files that Grafana reads are what the code makes', async () => {
  for (const sketch of DASHBOARDS) {
    expect(await readText(ROOT, fileOf(sketch))).toBe(textOf(sketch))
  }
})

test('each panel of each dashboard has something to show', async () => {
  await until('a few looks', async () => {
    const [looks] = await ask('sum_over_time(up{job="content-api"}[1m]) >= 4')
    return looks
  })
  for (const { title: dashboard, parts } of DASHBOARDS) {
    for (const { title, queries } of parts) {
      for (const [legend, expr] of Object.entries(queries)) {
        const found = await ask(expr.replaceAll('$__rate_interval', '30s'))
        const numbers = found.filter(({ value }) => Number.isFinite(Number(value[1])))
        expect([dashboard, title, legend, numbers.length > 0]).toEqual([
          ...[dashboard, title, legend, true],
        ])
        // A label that a line is called by has to be there.
        const labels = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label)
        const lacking = labels.filter(label => !found.some(it => label in it.metric))
        expect([dashboard, title, lacking]).toEqual([dashboard, title, []])
      }
    }
  }
})

test('every alarm is something that Prometheus can ask for', async () => {
  const { groups } = Bun.YAML.parse(await readText(ROOT, 'ops/alerts/content.yaml')) as {
    groups: { rules: { expr: string }[] }[]
  }
  for (const { expr } of groups.flatMap(it => it.rules)) await ask(expr)
})

test('a server that was killed is told of, and that it is back', async () => {
  // A machine with much else to do may have answered one look too late before.
  await until('an answer', async () => (await ask('up{job="content-api"} == 1'))[0])
  const killedAt = Date.now()
  await api?.kill()
  const down = await until('the alarm', async () => told('firing', killedAt))
  expect(down).toMatchObject({
    status: 'firing',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'A process of the API does not answer.',
      runbook: 'ops/runbook.md#apidown',
    },
  })
  api = await startApi()
  await until('the end of it', async () => told('resolved', killedAt))
})

/** It is told of before the first look at it, too, and when a busy machine answers late. */
const told = (status: Alarm['status'], since: number): Alarm | undefined =>
  receiver.arrived
    .flatMap(({ body }) => (JSON.parse(body) as { alerts: Alarm[] }).alerts)
    .filter(it => it.labels.alertname === 'ApiDown' && Date.parse(it.startsAt) >= since)
    .find(it => it.status === status)

/** What a service that is used has, so that no panel is empty for want of it. */
async function somethingOfEach(): Promise<void> {
  const sql = new Bun.SQL(database.url ?? '', { max: 1 })
  const [row] = await sql`select workspace_id from workspace`
  await sql`insert into connection (workspace_id, connection_id, platform, external_id, label,
      sealed, rule, retry_after)
    values (${row.workspace_id}, gen_random_uuid(), 'youtube', 'one', 'A channel', 'sealed', '{}',
      now() + interval '1 hour')`
  await sql`insert into event (workspace_id, event_id, type, data, once_key, spread_at, told_at)
    select ${row.workspace_id}::uuid, gen_random_uuid(), type,
      jsonb_build_object('platform', 'youtube', 'whoCanFix', mends), type, now(), now()
    from (values ('publication.published', null), ('publication.failed', 'us'),
      ('connection.lost', 'you')) as happened (type, mends)`
  await sql`insert into publication_total (workspace_id, platform, published, failed, unknown,
      under_way, views, likes, comments, shares, with_views, with_likes, with_comments, with_shares)
    values (${row.workspace_id}, 'youtube', 3, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)`
  await sql`insert into quota_usage (workspace_id, period, used, held)
    values (${row.workspace_id}, date_trunc('month', now())::date, 3, 1) on conflict do nothing`
  await sql`insert into jobs.job (name, state, completed_on)
    select 'send-mails', state::jobs.job_state, now()
    from unnest(array['created', 'completed', 'failed']) as state`
  await sql.close()
}
