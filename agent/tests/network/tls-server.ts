import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { Cause } from '../../src/lib/step-error.ts'
import { start } from '../processes.ts'
import { type Certificate, makeCertificate } from './certificates.ts'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n'

export interface TlsServer extends Certificate {
  url: string
  host: string
  /** Where the certificate lies, for NODE_EXTRA_CA_CERTS. */
  caPath: string
  /** What came after the handshakes, when all those connections are over. */
  heard(): Promise<{ connections: number; requestBytes: number }>
  close(): Promise<void>
}

/** A real TLS server that counts every byte of a request. */
export async function startTls(
  options: Parameters<typeof makeCertificate>[0] & { answer?: string } = {},
): Promise<TlsServer> {
  const made = makeCertificate(options)
  const sockets = new Set<Socket>()
  let requestBytes = 0
  let connections = 0
  const answer = options.answer ?? `${OK}Date: ${new Date().toUTCString()}\r\n\r\n{}`
  const server = createServer({ key: made.key, cert: made.cert }, socket => {
    socket.on('error', () => {})
    socket.on('data', data => {
      requestBytes += data.length
      if (data.includes('secret')) socket.write(answer)
    })
  })
  server.on('tlsClientError', () => {})
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const folder = mkdtempSync(join(tmpdir(), 'agent-tls-'))
  const caPath = join(folder, 'ca.pem')
  writeFileSync(caPath, made.cert)
  return {
    ...{ ...made, caPath, host: 'localhost', url: `https://localhost:${port}/` },
    heard: async () => {
      // Accepted in the order of coming: once this one is here, all earlier ones were seen.
      const last = once(server, 'connection')
      const probe = connect({ port, host: '127.0.0.1' })
      await last
      probe.destroy()
      await Promise.all([...sockets].map(closing))
      connections -= 1
      return { connections, requestBytes }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const closing = (socket: Socket) =>
  new Promise<void>(resolve => socket.once('close', () => resolve()))

const PROGRAM = fileURLToPath(new URL('./exchange.ts', import.meta.url))

type Answer = Partial<Cause> & { status?: number }

/** Asks one after the other, in one process that trusts this certificate. */
export async function exchange(
  asked: { url: string; pins?: Record<string, string[]>; clockOffMs?: number }[],
  caPath = '',
): Promise<Answer[]> {
  const list = JSON.stringify(asked.map(one => ({ pins: {}, ...one })))
  const program = start([PROGRAM, list], { ...(caPath && { NODE_EXTRA_CA_CERTS: caPath }) })
  await program.exited
  const [text = ''] = program.lines
  // Safe cast: the program prints nothing else.
  return JSON.parse(text) as Answer[]
}
