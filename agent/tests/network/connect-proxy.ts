import { connect, createServer, type Socket } from 'node:net'

export interface ConnectProxy {
  origin: string
  port: number
  /** The heads of all that was asked, as they came. */
  heard: string[]
  close(): Promise<void>
}

/** A real proxy of the kind that offices have: it opens tunnels, perhaps for a password only. */
export async function startProxy(password: string | null = null): Promise<ConnectProxy> {
  const sockets = new Set<Socket>()
  const heard: string[] = []
  const wanted = `Proxy-Authorization: Basic ${Buffer.from(password ?? '').toString('base64')}`
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer(socket => {
    keep(socket)
    socket.once('data', data => {
      const head = data.toString('latin1')
      heard.push(head)
      const [, port] = /^CONNECT [^:\s]+:(\d+) /.exec(head) ?? []
      if (!port) return socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')
      if (password !== null && !head.includes(wanted)) return socket.end(WANTS_PASSWORD)
      const onward = connect(Number(port), HERE, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
      // Whoever hangs up hangs up on both sides.
      socket.on('close', () => onward.destroy())
      onward.on('close', () => socket.destroy())
      return keep(onward)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    ...{ port, heard, origin: `http://127.0.0.1:${port}` },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** Every name leads here: nobody asks further. */
const HERE = '127.0.0.1'
const WANTS_PASSWORD =
  'HTTP/1.1 407 Proxy Authentication Required\r\n' +
  'Proxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n'
