/** A usual Node stack: Fastify with response schemas, and `pg`. Runs under Node. */
import { createHash } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'
import { READ, WRITE } from './statements.ts'
import { type PublishedReport, readUsually, writeUsually } from './usual.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const isUsual = process.env.BENCH_SQL === 'usual'
const period = `${new Date().toISOString().slice(0, 7)}-01`
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const keyOf = (headers: Record<string, unknown>) => hash(String(headers['x-api-key'] ?? ''))

async function quotaOf(key: string) {
  if (isUsual) return readUsually(pool, key, period)
  const { rows } = await pool.query({ name: 'read', text: READ, values: [key, period] })
  return rows[0]
}

async function publishedBy(key: string, report: PublishedReport) {
  if (isUsual) return writeUsually(pool, key, report)
  const about = [
    report.publicationId,
    report.idempotencyKey,
    report.payload,
    report.remoteId,
    report.url,
  ]
  const { rows } = await pool.query({ name: 'write', text: WRITE, values: [key, ...about] })
  return rows[0]
}

const text = { type: 'string' }
const count = { type: 'integer' }
const quota = { plan: text, used: count, held: count }
const app = fastify({ logger: false })

app.get(
  '/api/v1/enrichment/quota',
  { schema: { response: { 200: { type: 'object', properties: quota }, 401: {} } } },
  async (request, reply) => {
    const answer = await quotaOf(keyOf(request.headers))
    return answer ?? reply.code(401).send()
  },
)

interface Tracked {
  publicationId: string
  idempotencyKey: string
  outcome: { remoteId: string; url: string }
}

const outcome = {
  type: 'object',
  required: ['state', 'remoteId', 'url', 'publishedAt'],
  properties: { state: text, remoteId: text, url: text, publishedAt: text },
}
const body = {
  type: 'object',
  required: ['publicationId', 'idempotencyKey', 'outcome'],
  properties: { publicationId: text, idempotencyKey: text, outcome },
}
const published = { ...quota, publication_id: text, state: text, url: text }

app.post<{ Body: Tracked }>(
  '/api/v1/analytics/track',
  { schema: { body, response: { 200: { type: 'object', properties: published }, 409: {} } } },
  async (request, reply) => {
    const { publicationId, idempotencyKey, outcome } = request.body
    const { remoteId, url } = outcome
    const payload = hash(JSON.stringify(outcome))
    const report = { publicationId, idempotencyKey, payload, remoteId, url }
    const answer = await publishedBy(keyOf(request.headers), report)
    return answer ?? reply.code(409).send()
  },
)

await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
process.stdin.resume().once('end', () => process.exit(0))
