import type { Config } from '../config.ts'
import { MINUTE_MS } from '../lib/durations.ts'
import { takeSignedPins } from '../lib/signed-pins.ts'
import type { HttpClient } from './http-client.ts'

type Announced = Pick<Config, 'home' | 'pinUpdateKey' | 'backendUrl' | 'pins'>

/** Where whoever runs the server puts the update; it is signed, so it is no secret. */
const PATH = '/.well-known/content-creation-pins.json'

/**
 * Asks our server for newer pins, over a line to the key that is pinned so far, and obeys them from
 * now on. So a key is announced before it is used; where that was missed: `content pins FILE`.
 */
export async function renewPins(
  { config, http }: { config: Announced; http: HttpClient },
  signal: AbortSignal,
): Promise<void> {
  const { home, pinUpdateKey, backendUrl } = config
  if (pinUpdateKey === null) return
  const within = AbortSignal.any([signal, AbortSignal.timeout(MINUTE_MS)])
  const ask = { method: 'GET', url: `${backendUrl}${PATH}`, headers: {}, keepalive: true }
  try {
    const { status, text } = await http.exchange(() => ({ ...ask, signal: within }))
    // Those who hold them look them up at each connection.
    if (status === 200) Object.assign(config.pins, takeSignedPins(home, pinUpdateKey, text).pins)
  } catch {
    // Nothing newer, nothing that may be obeyed, or nobody there: what is pinned stays so.
  }
}
