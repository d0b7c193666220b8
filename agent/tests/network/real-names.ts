import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from './certificates.ts'

/** Stand-ins that answer at the platforms' own names, over TLS. */
export interface RealNames {
  /** What a program has to be told so that those names lead here, and their certificate holds. */
  env: Record<string, string>
  /** Each request that came for one of those names, as `host path`. */
  heard: string[]
  close(): Promise<void>
}

/**
 * A proxy as some networks have one: whoever asks it for a name of the list reaches the stand-in of
 * that origin instead, with a certificate of that name; it knows no other names.
 */
export async function startRealNames(names: Record<string, string>): Promise<RealNames> {
  const { key, cert } = makeCertificate({ names: Object.keys(names) })
  const folder = mkdtempSync(join(tmpdir(), 'agent-names-'))
  const caPath = join(folder, 'ca.pem')
  writeFileSync(caPath, cert)
  const heard: string[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    tls: { key, cert },
    maxRequestBodySize: 2 ** 31,
    fetch: request => forward(request, names, heard),
  })
  const sockets = new Set<Socket>()
  const proxy = createServer(socket => {
    keep(sockets, socket)
    socket.once('data', asked => {
      const [, host = ''] = /^CONNECT ([^:\s]+):443 /.exec(asked.toString()) ?? []
      if (!names[host]) return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      const onward = connect(Number(server.port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
      return keep(sockets, onward)
    })
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', () => resolve()))
  const address = proxy.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: caPath },
    heard,
    async close() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await server.stop(true)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => sockets.delete(socket))
}

async function forward(request: Request, names: Record<string, string>, heard: string[]) {
  const { host, pathname, search } = new URL(request.url)
  heard.push(`${host} ${pathname}`)
  const origin = names[host] ?? ''
  const headers = new Headers(request.headers)
  headers.delete('host')
  const { method, body } = request
  const init = { method, headers, body, redirect: 'manual', decompress: false } as const
  const answer = await fetch(`${origin}${pathname}${search}`, init)
  const changed = new Headers(answer.headers)
  // A stand-in names itself where the platform would name itself.
  const location = changed.get('location')
  if (location) changed.set('location', location.replace(origin, `https://${host}`))
  const { status } = answer
  return new Response(answer.body, { status, headers: changed })
}
