/** An address that takes webhooks and keeps what arrived, and news to send there. */
import { recordEvent } from '../../src/event/event.queries.ts'
import { spreadEvents } from '../../src/event/spread-events.ts'
import type { Creator, TestApi } from '../harness.ts'

export interface Arrived {
  headers: Record<string, string>
  body: string
}

export interface Receiver {
  url: string
  arrived: Arrived[]
  /** What it answers from now on. */
  status: number
  close(): Promise<void>
}

export function openReceiver(): Receiver {
  const arrived: Arrived[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      arrived.push({ headers: Object.fromEntries(request.headers), body: await request.text() })
      return new Response(null, { status: receiver.status })
    },
  })
  const receiver: Receiver = {
    url: `http://127.0.0.1:${server.port}/in`,
    arrived,
    status: 204,
    close: () => server.stop(true),
  }
  return receiver
}

export const quota = { used: 8, limit: 10, percent: 80 } as const

/** Something that webhooks of a workspace may ask for happens. */
export async function happenTo({ workspaceId }: Creator, { db, deps }: TestApi): Promise<void> {
  await recordEvent(db, { workspaceId, type: 'quota.warning', data: quota })
  await spreadEvents(deps)
}
