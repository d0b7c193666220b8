import { createServer, type Socket } from 'node:net'
import { type Cause, Setback } from '../../src/lib/step-error.ts'
import type { Exchange, HttpClient, Sending } from '../../src/outside/http-client.ts'

export interface Peer {
  url: string
  port: number
  heardBytes(): number
  connections(): number
  close(): Promise<void>
}

/** A server that does what it is told with whatever comes, byte for byte. */
export async function startPeer(
  hear: (socket: Socket, heard: Buffer, total: number) => void,
): Promise<Peer> {
  const sockets = new Set<Socket>()
  let heardBytes = 0
  let connections = 0
  const server = createServer(socket => {
    connections += 1
    sockets.add(socket)
    let total = 0
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (data: Buffer) => {
      heardBytes += data.length
      total += data.length
      hear(socket, data, total)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    heardBytes: () => heardBytes,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** Says the same to everybody, as soon as the head of the request is there. */
export const saying =
  (status: string, headers: string[] = [], body = '') =>
  (socket: Socket) => {
    const all = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${body.length}`]
    socket.end(`${all.join('\r\n')}\r\n\r\n${body}`)
  }

const { signal } = new AbortController()

export const asking = (url: string, over: Partial<Exchange> = {}): Exchange => ({
  ...{ method: 'GET', url, headers: {}, keepalive: false, signal },
  ...over,
})

export const sendingTo = (url: string, bytes: number, sending: Sending): Exchange =>
  asking(url, { method: 'PUT', headers: { 'content-length': String(bytes) }, sending })

/** What stood in the way; throws when nothing did. */
export async function troubleOf(answer: ReturnType<HttpClient['exchange']>): Promise<Cause> {
  try {
    const { status } = await answer
    throw new Error(`It was answered with ${status}.`)
  } catch (error) {
    if (error instanceof Setback) return error.why
    throw error
  }
}
