import { Setback } from '../../src/lib/step-error.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'

/** A process of its own, because trusted certificates are read when a process starts. */
interface Asked {
  url: string
  pins: Record<string, string[]>
  /** How far its clock is off from the moment of the first exchange on. */
  clockOffMs?: number
}

const asked = JSON.parse(process.argv[2] ?? '[]') as Asked[]
let offMs = 0
const said: unknown[] = []
const now = () => Date.now() + offMs
let http = openHttpClient({ pins: {}, now })
let pins = ''
for (const one of asked) {
  offMs = one.clockOffMs ?? offMs
  if (JSON.stringify(one.pins) !== pins) http = openHttpClient({ pins: one.pins, now })
  pins = JSON.stringify(one.pins)
  const { signal } = new AbortController()
  const request = { method: 'POST', url: one.url, headers: {}, body: 'secret', keepalive: true }
  try {
    const { status } = await http.exchange(() => ({ ...request, signal }))
    said.push({ status })
  } catch (error) {
    said.push(error instanceof Setback ? error.why : String(error))
  }
}
process.stdout.write(JSON.stringify(said))
