/**
 * A server that reads bodies and throws them away, as fast as this machine's loopback goes. It
 * answers a PUT as YouTube's resumable upload does, and any other PUT with 201.
 */
interface State {
  head: Buffer
  left: number
  answer: string
}

const server = Bun.listen<State>({
  hostname: '127.0.0.1',
  port: 0,
  socket: {
    open: socket => {
      socket.data = { head: Buffer.alloc(0), left: 0, answer: '' }
    },
    data: (socket, chunk) => take(socket.data, chunk, text => socket.write(text)),
  },
})
process.stdout.write(`${server.port}\n`)
process.stdin.resume().once('end', () => process.exit(0))

const END_OF_HEAD = '\r\n\r\n'

function take(state: State, chunk: Buffer, write: (text: string) => void): void {
  let rest = chunk
  while (rest.length > 0) {
    if (state.left > 0) {
      const taken = Math.min(state.left, rest.length)
      state.left -= taken
      rest = rest.subarray(taken)
    } else {
      const seen = Buffer.concat([state.head, rest])
      const end = seen.indexOf(END_OF_HEAD)
      if (end < 0) {
        state.head = seen
        return
      }
      rest = seen.subarray(end + END_OF_HEAD.length)
      state.head = Buffer.alloc(0)
      const text = seen.subarray(0, end).toString('latin1')
      state.left = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0)
      state.answer = answerTo(text)
      // curl waits a second for this word before it sends a large body.
      if (/^expect:/im.test(text)) write('HTTP/1.1 100 Continue\r\n\r\n')
    }
    if (state.left === 0 && state.answer) {
      write(state.answer)
      state.answer = ''
    }
  }
}

function answerTo(head: string): string {
  if (head.startsWith('POST')) {
    const host = /^host: *(.+)$/im.exec(head)?.[1]?.trim()
    return reply('200 OK', [`Location: http://${host}/session`])
  }
  const range = /^content-range: bytes \d+-(\d+)\/(\d+)/im.exec(head)
  if (!range) return reply('201 Created')
  const isLast = Number(range[1]) + 1 === Number(range[2])
  if (!isLast) return reply('308 Resume Incomplete', [`Range: bytes=0-${range[1]}`])
  const video = { id: 'bench', status: { privacyStatus: 'private', uploadStatus: 'uploaded' } }
  return reply('201 Created', ['Content-Type: application/json'], JSON.stringify(video))
}

function reply(status: string, headers: string[] = [], body = ''): string {
  const all = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${body.length}`]
  return `${all.join('\r\n')}${END_OF_HEAD}${body}`
}
