import type { DeviceOrder } from '../contract/index.ts'
import type { TestApi } from './harness.ts'

interface Heard {
  /** The number that the stream is taken up again after. */
  id: string
  order: DeviceOrder
}

/** A device's stream of orders, from after that number on; ends with its block. */
export async function openOrders(api: Pick<TestApi, 'url'>, apiKey: string, after?: number) {
  const stop = new AbortController()
  const response = await fetch(`${api.url}/trpc/order.onOrder`, {
    headers: {
      ...{ 'X-API-Key': apiKey, Accept: 'text/event-stream' },
      ...(after !== undefined && { 'Last-Event-ID': String(after) }),
    },
    signal: stop.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error(`no stream: ${response.status}`)
  let text = ''
  const event = async (): Promise<string> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const found = text.slice(0, end)
        text = text.slice(end + 2)
        return found
      }
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended after: ${text}`)
      text += value
    }
  }
  const connected = await event()
  if (!connected.includes('connected')) throw new Error(`no stream: ${connected}`)
  return {
    async next(): Promise<Heard> {
      for (;;) {
        const found = await event()
        const id = /^id: (.*)$/m.exec(found)?.[1]
        const data = /^data: (.*)$/m.exec(found)?.[1]
        if (id && data) return { id, order: JSON.parse(data) }
      }
    },
    async [Symbol.asyncDispose]() {
      await reader.cancel().catch(() => undefined)
      stop.abort()
    },
  }
}
