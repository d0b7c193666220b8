import { ours } from '../api/servers.ts'
import type { Target } from './questions.ts'

/** Asks our server one thing after the other on a line that is kept open. */
export interface Asker {
  /** Milliseconds until the whole answer was there. */
  ask(of: Target, procedure: string, input?: object): Promise<number>
  stop(): Promise<void>
}

/** A server of its own, as an operator runs it, on this database. */
export async function askerAt(databaseUrl: string): Promise<Asker> {
  const server = await ours(1).start({ databaseUrl, redisUrl: '' })
  const origin = `http://127.0.0.1:${server.ports[0]}`
  const ask: Asker['ask'] = async (of, procedure, input) => {
    const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
    const headers = { authorization: `Bearer ${of.key}` }
    const begunAt = performance.now()
    const answer = await fetch(`${origin}/trpc/${procedure}${query}`, { headers })
    const text = await answer.text()
    const ms = performance.now() - begunAt
    if (answer.ok) return ms
    const seconds = Number(answer.headers.get('Retry-After'))
    if (answer.status !== 429) throw new Error(`${procedure}: ${answer.status} ${text}`)
    // A workspace may ask no more than so often a minute, and this one asks all the time.
    await Bun.sleep(1000 * (seconds + 1))
    return ask(of, procedure, input)
  }
  return { ask, stop: () => server.stop() }
}
