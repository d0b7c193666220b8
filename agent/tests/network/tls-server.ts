import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { Cause } from '../../src/publish/setback.ts'
import { start } from '../processes.ts'
import { type Certificate, makeCertificate } from './certificates.ts'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n'

export interface TlsServer extends Certificate {
  url: string
  host: string
  /** Where the certificate lies, for NODE_EXTRA_CA_CERTS. */
  caPath: string
  /** What came after the handshake. */
  requestBytes(): number
  connections(): number
  close(): Promise<void>
}

/** A real TLS server that counts every byte of a request. */
export async function startTls(
  options: Parameters<typeof makeCertificate>[0] & { answer?: string } = {},
): Promise<TlsServer> {
  const made = makeCertificate(options)
  const sockets = new Set<TLSSocket>()
  let bytes = 0
  let connections = 0
  const answer = options.answer ?? `${OK}Date: ${new Date().toUTCString()}\r\n\r\n{}`
  const server = createServer({ key: made.key, cert: made.cert }, socket => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', data => {
      bytes += data.length
      if (data.includes('secret')) socket.write(answer)
    })
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const folder = mkdtempSync(join(tmpdir(), 'agent-tls-'))
  const caPath = join(folder, 'ca.pem')
  writeFileSync(caPath, made.cert)
  return {
    ...{ ...made, caPath, host: 'localhost', url: `https://localhost:${port}/` },
    requestBytes: () => bytes,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

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
