import { MINUTE_MS } from '../lib/durations.ts'
import { Setback } from '../lib/step-error.ts'
import { type Silence, watchSilence } from '../outside/silence.ts'

/** Over the network only what nobody can change on the way; what it leads on to counts, too. */
const isAllowed = ({ protocol, hostname }: URL) =>
  protocol === 'https:' ||
  (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))

const MOST_STEPS = 5
const MOST_MANIFEST_BYTES = 256 * 1024

export const trouble = (reason: string, whoCanFix: 'wait' | 'you' | 'us' = 'wait') =>
  new Setback({ code: 'update', reason, whoCanFix, retry: 'backoff' })

/** Loads what lies at an address, and hands it over piece by piece. */
export async function load(
  address: string,
  headers: Record<string, string>,
  take: (answer: Response, pieces: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const watch = watchSilence({ allowedMs: () => MINUTE_MS })
  try {
    const answer = await asked(address, headers, watch)
    await take(answer, piecesOf(answer, watch))
  } catch (error) {
    if (isOfNetwork(error)) throw trouble(`The line to ${new URL(address).host} broke off.`)
    throw error
  } finally {
    watch.close()
  }
}

// The disk's own faults have a code, too, and are told by whoever writes.
const isOfNetwork = (error: unknown) =>
  error instanceof Error && !(error instanceof Setback) && !('syscall' in error)

/** Follows where it is sent: a store of releases hands its files out from elsewhere. */
async function asked(address: string, headers: Record<string, string>, { signal }: Silence) {
  let url = new URL(address)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (!isAllowed(url)) throw trouble(`${url.origin} is not https: nothing was asked of it.`, 'us')
    const answer = await fetch(url, { headers, redirect: 'manual', signal })
    const next = answer.headers.get('location')
    if (answer.status < 300 || answer.status >= 400 || !next) return answer
    url = new URL(next, url)
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
export async function loadManifest(url: string): Promise<string> {
  const all: Uint8Array[] = []
  await load(url, { 'cache-control': 'no-cache' }, async (answer, pieces) => {
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
