import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Handshake } from './handshake.ts'

/** The runtime of the native window, spoken to over its own socket on this machine. */
export interface Runtime {
  /** Asks it for something native; throws with its reason. */
  call(method: string, data?: object): Promise<unknown>
  /** Asks for what gets no answer, because it ends the runtime. */
  send(method: string, data?: object): void
  on(event: string, heed: (data: unknown) => void): void
  /** Aborted when the socket is closed: nothing else says that the window has ended. */
  gone: AbortSignal
}

const CONNECT_MS = 5000
const Message = z.object({
  id: z.string().optional(),
  event: z.string().optional(),
  data: z.unknown().optional(),
})
const Answer = z.object({
  returnValue: z.unknown().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})

export async function connectRuntime(handshake: Handshake): Promise<Runtime> {
  const { nlPort, nlToken, nlConnectToken, nlExtensionId } = handshake
  const query = new URLSearchParams({ extensionId: nlExtensionId, connectToken: nlConnectToken })
  const socket = new WebSocket(`ws://127.0.0.1:${nlPort}/?${query}`)
  const gone = new AbortController()
  const asked = new Map<string, PromiseWithResolvers<unknown>>()
  const heeds = new Map<string, ((data: unknown) => void)[]>()
  socket.onmessage = ({ data }) => {
    const message = Message.parse(JSON.parse(String(data)))
    if (message.event) for (const heed of heeds.get(message.event) ?? []) heed(message.data)
    const waiting = asked.get(message.id ?? '')
    if (!waiting) return
    asked.delete(message.id ?? '')
    const { error, returnValue } = Answer.parse(message.data ?? {})
    if (error) waiting.reject(new Error(`${error.code}: ${error.message}`))
    else waiting.resolve(returnValue)
  }
  const send = (id: string, method: string, data: object) =>
    socket.send(JSON.stringify({ id, method, data, accessToken: nlToken }))
  await opened(socket)
  socket.onclose = () => {
    gone.abort()
    for (const { reject } of asked.values()) reject(new Error('The window has ended.'))
  }
  return {
    call(method, data = {}) {
      const id = randomUUID()
      const waiting = Promise.withResolvers<unknown>()
      asked.set(id, waiting)
      send(id, method, data)
      return waiting.promise
    },
    send: (method, data = {}) => send(randomUUID(), method, data),
    on(event, heed) {
      heeds.set(event, [...(heeds.get(event) ?? []), heed])
    },
    gone: gone.signal,
  }
}

function opened(socket: WebSocket): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const fail = () => reject(new Error('The runtime of the window does not answer.'))
  const timer = setTimeout(fail, CONNECT_MS)
  socket.onopen = () => resolve()
  socket.onclose = fail
  return promise.finally(() => clearTimeout(timer))
}
