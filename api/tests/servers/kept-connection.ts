/** A client that keeps its connection, as proxies do, and that asks nothing twice. */
import { connect, type Socket } from 'node:net'

interface Reply {
  status: number
  isLast: boolean
}

/** One request after the other; a request that gets no whole answer throws. */
export class KeptConnection {
  #socket: Socket | null = null
  readonly #port: number

  constructor(port: number) {
    this.#port = port
  }

  async ask(lines: string[], body = ''): Promise<number> {
    const socket = this.#socket ?? (await opened(this.#port))
    this.#socket = socket
    const length = body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []
    socket.write([...lines, ...length, '', body].join('\r\n'))
    const { status, isLast } = await reply(socket)
    if (isLast) this.close()
    return status
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }
}

function opened(port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const socket = connect(port, '127.0.0.1', () => resolve(socket))
  socket.on('error', reject)
  return promise
}

/** Reads one answer whose length is told in its head. */
function reply(socket: Socket): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  let text = ''
  const hear = (bytes: Buffer) => {
    text += bytes.toString('latin1')
    const [head = '', ...rest] = text.split('\r\n\r\n')
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
    if (rest.length === 0 || rest.join('\r\n\r\n').length < length) return
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1])
    settle(() => resolve({ status, isLast: /^connection: close/im.test(head) }))
  }
  const lost = () => settle(() => reject(new Error(`cut off after ${text.length} bytes`)))
  const settle = (how: () => void) => {
    socket.off('data', hear).off('close', lost)
    how()
  }
  socket.on('data', hear).on('close', lost)
  return promise
}
