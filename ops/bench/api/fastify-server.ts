/** A usual Node stack: Fastify with response schemas, and `pg`. Runs under Node. */
import { createHash } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'
import { READ, WRITE } from './statements.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const period = `${new Date().toISOString().slice(0, 7)}-01`
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const keyOf = (headers: Record<string, unknown>) => hash(String(headers['x-api-key'] ?? ''))

const text = { type: 'string' }
const count = { type: 'integer' }
const quota = { plan: text, used: count, held: count }
const app = fastify({ logger: false })

app.get(
  '/api/v1/enrichment/quota',
  { schema: { response: { 200: { type: 'object', properties: quota }, 401: {} } } },
  async (request, reply) => {
    const values = [keyOf(request.headers), period]
    const { rows } = await pool.query({ name: 'read', text: READ, values })
    return rows[0] ?? reply.code(401).send()
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
    const payload = hash(JSON.stringify(outcome))
    const about = [publicationId, idempotencyKey, payload, outcome.remoteId, outcome.url]
    const values = [keyOf(request.headers), ...about]
    const { rows } = await pool.query({ name: 'write', text: WRITE, values })
    return rows[0] ?? reply.code(409).send()
  },
)

await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
process.stdin.resume().once('end', () => process.exit(0))
