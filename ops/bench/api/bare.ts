/** What Bun and `pg` can do with nothing around them: the raw limit of one process. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { READ, WRITE } from './statements.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const period = `${new Date().toISOString().slice(0, 7)}-01`
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  reusePort: true,
  async fetch(request) {
    const keyHash = hash(request.headers.get('X-API-Key') ?? '')
    if (request.method === 'GET') {
      const { rows } = await pool.query({ name: 'read', text: READ, values: [keyHash, period] })
      return rows[0] ? Response.json(rows[0]) : new Response(null, { status: 401 })
    }
    const body = (await request.json()) as {
      publicationId: string
      idempotencyKey: string
      outcome: { remoteId: string; url: string }
    }
    const { publicationId, idempotencyKey, outcome } = body
    const payload = hash(JSON.stringify(outcome))
    const values = [keyHash, publicationId, idempotencyKey, payload, outcome.remoteId, outcome.url]
    const { rows } = await pool.query({ name: 'write', text: WRITE, values })
    return rows[0] ? Response.json(rows[0]) : new Response(null, { status: 409 })
  },
})
process.stdout.write(`${server.port}\n`)
process.stdin.resume().once('end', () => process.exit(0))
