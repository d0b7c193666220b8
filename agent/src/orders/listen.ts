import { DeviceOrder, OrderName } from '@content/api/contract'
import type { Core } from '../core.ts'
import { MINUTE_MS } from '../lib/durations.ts'
import { backoffMs } from '../lib/step-error.ts'
import { eventReader, type ServerEvent } from '../outside/event-stream.ts'
import { pause } from '../platforms/http.ts'

/** The server says something every five seconds. */
const SILENCE_MS = 20_000
const LONGEST_PAUSE_MS = MINUTE_MS / 2

/** An order, or only its name where this agent is too old to understand it. */
export interface Heard {
  name: OrderName
  order: DeviceOrder | null
}

export interface Listener {
  /** The line stands. */
  onOpen(): void
  onOrder(heard: Heard): void
}

/** Keeps one line to the server open, and takes it up again where it broke off. */
export async function keepListening(core: Core, signal: AbortSignal, to: Listener): Promise<void> {
  let last: string | null = null
  let failures = 0
  const onEvent = (event: ServerEvent) => {
    if (event.name === 'connected') {
      failures = 0
      to.onOpen()
    }
    if (event.name !== 'message' || event.id === null) return
    last = event.id
    const heard = orderIn(event.data)
    if (heard) to.onOrder(heard)
  }
  while (!signal.aborted) {
    try {
      await listenOnce(core, { after: last, signal }, onEvent)
    } catch {
      // Why is said where it matters: by the calls that need the server. Here it is only waited.
    }
    if (signal.aborted) return
    await pause(Math.min(backoffMs(failures), LONGEST_PAUSE_MS), signal).catch(() => undefined)
    failures += 1
  }
}

interface From {
  /** The number of the last order that is in hand; null: none. */
  after: string | null
  signal: AbortSignal
}

async function listenOnce(
  { config, keychain, http }: Core,
  { after, signal }: From,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const key = config.givenApiKey ?? (await keychain.read())
  if (!key) return
  const read = eventReader()
  const headers = {
    accept: 'text/event-stream',
    'x-api-key': key,
    ...(after !== null && { 'last-event-id': after }),
  }
  const url = `${config.backendUrl}/trpc/order.onOrder`
  await http.listen({ url, headers, silenceMs: SILENCE_MS, signal }, text => {
    for (const event of read(text)) onEvent(event)
  })
}

function orderIn(json: string): Heard | null {
  const said: unknown = JSON.parse(json)
  const name = OrderName.safeParse(said)
  if (!name.success) return null
  return { name: name.data, order: DeviceOrder.safeParse(said).data ?? null }
}
