import { MINUTE_MS } from '../lib/durations.ts'
import { Setback } from '../lib/step-error.ts'
import { troubleOfError } from '../outside/network-trouble.ts'
import { type Silence, watchSilence } from '../outside/silence.ts'
import { type Ways, wayTo } from '../outside/way.ts'

const MOST_STEPS = 5
const MOST_MANIFEST_BYTES = 256 * 1024

export const trouble = (reason: string, whoCanFix: 'wait' | 'you' | 'us' = 'wait') =>
  new Setback({ code: 'update', reason, whoCanFix, retry: 'backoff' })

export interface Asked {
  url: string
  headers: Record<string, string>
  ways: Ways
}

/** Loads what lies at an address, and hands it over piece by piece. */
export async function load(
  asking: Asked,
  take: (answer: Response, pieces: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const watch = watchSilence({ allowedMs: () => MINUTE_MS })
  try {
    const answer = await asked(asking, watch)
    await take(answer, piecesOf(answer, watch))
  } catch (error) {
    throw isOfNetwork(error) ? networkTrouble(error, asking.url) : error
  } finally {
    watch.close()
  }
}

// The disk's own faults have a code, too, and are told by whoever writes.
const isOfNetwork = (error: unknown) =>
  error instanceof Error && !(error instanceof Setback) && !('syscall' in error)

/** A wrong key, certificate or proxy is told as such; the rest is a line that may come back. */
function networkTrouble(error: unknown, url: string): Setback {
  const told = troubleOfError(error, { url, nowMs: Date.now(), offMs: null })
  const isLine = told.code === 'network' || told.code === 'offline'
  return isLine ? trouble(`The line to ${new URL(url).host} broke off.`) : new Setback(told)
}

/** Follows where it is sent: a store of releases hands its files out from elsewhere. */
async function asked({ url: address, headers, ways }: Asked, { signal }: Silence) {
  let url = address
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const answer = await fetch(url, { headers, signal, ...(await wayTo(url, ways)) })
    const next = answer.headers.get('location')
    if (answer.status < 300 || answer.status >= 400 || !next) return answer
    url = new URL(next, url).href
  }
  throw trouble(`${address} leads on and on, to nothing.`, 'us')
}

async function* piecesOf({ body }: Response, watch: Silence): AsyncGenerator<Uint8Array> {
  if (!body) return
  for await (const piece of body) {
    watch.moved()
    yield piece
  }
}

/** The signed list of versions, as it lies there. */
export async function loadManifest(url: string, ways: Ways): Promise<string> {
  const all: Uint8Array[] = []
  const headers = { 'cache-control': 'no-cache' }
  await load({ url, headers, ways }, async (answer, pieces) => {
    if (!answer.ok) throw trouble(`The list of versions could not be loaded (${answer.status}).`)
    let size = 0
    for await (const piece of pieces) {
      size += piece.length
      if (size > MOST_MANIFEST_BYTES) throw trouble('The list of versions does not end.', 'us')
      all.push(piece)
    }
  })
  return Buffer.concat(all).toString('utf8')
}
