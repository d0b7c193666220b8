/**
 * Asks a server as fast as it answers, over a fixed number of kept connections, one question at a
 * time on each. Plain sockets, because a full client would cost more than the server it measures.
 */
import { readFileSync } from 'node:fs'

interface Plan {
  /** Of every process that answers; connections are shared out among them. */
  ports: number[]
  connections: number
  /** Whole requests, each as bytes on the wire. */
  requests: string[]
}

export interface LoadReport {
  answers: number
  /** Answers that were not 200. */
  refused: number
  seconds: number
  p50Ms: number
  p99Ms: number
  firstRefusal: string | null
}

interface InFlight {
  text: string
  askedAt: number
}

const LATE_MS = 30_000

/** Sends every request once and says how that went. */
export async function load({ ports, connections, requests }: Plan): Promise<LoadReport> {
  const { promise: done, resolve, reject } = Promise.withResolvers<void>()
  const tooLate = setTimeout(() => reject(new Error('The server stopped answering.')), LATE_MS)
  const times: number[] = []
  const open: Bun.Socket<InFlight>[] = []
  let [next, refused] = [0, 0]
  let firstRefusal: string | null = null
  const ask = (socket: Bun.Socket<InFlight>) => {
    const request = requests[next]
    if (request === undefined) return
    next += 1
    socket.data = { text: '', askedAt: performance.now() }
    socket.write(request)
  }
  const socket: Bun.SocketHandler<InFlight> = {
    data(socket, chunk) {
      socket.data.text += chunk.toString('latin1')
      if (!isWhole(socket.data.text)) return
      times.push(performance.now() - socket.data.askedAt)
      if (!socket.data.text.startsWith('HTTP/1.1 200')) {
        refused += 1
        firstRefusal ??= socket.data.text
      }
      if (times.length === requests.length) resolve()
      else ask(socket)
    },
    close: () => reject(new Error('The server closed a connection.')),
    error: (_, error) => reject(error),
  }
  for (let at = 0; at < connections; at += 1) {
    const data = { text: '', askedAt: 0 }
    const port = ports[at % ports.length] ?? 0
    open.push(await Bun.connect({ hostname: '127.0.0.1', port, data, socket }))
  }
  const startedAt = performance.now()
  for (const socket of open) ask(socket)
  await done
  clearTimeout(tooLate)
  const seconds = (performance.now() - startedAt) / 1000
  for (const socket of open) socket.terminate()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { answers: times.length, refused, seconds, p50Ms: at(0.5), p99Ms: at(0.99), firstRefusal }
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const head = text.slice(0, end).toLowerCase()
  if (head.includes('transfer-encoding: chunked')) return text.endsWith('\r\n0\r\n\r\n')
  const length = /content-length: (\d+)/.exec(head)?.[1]
  return text.length - end - 4 >= Number(length ?? 0)
}

if (import.meta.main) {
  const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Plan
  process.stdout.write(`${JSON.stringify(await load(plan))}\n`)
}
