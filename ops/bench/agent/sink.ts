import { dlopen, FFIType } from 'bun:ffi'

/**
 * A server that takes bodies and throws them away before anyone copied them, so that senders are
 * compared and not the one who reads: the system drops what `recv` is asked for with `MSG_TRUNC`.
 * It serves one connection after the other and answers a PUT as YouTube's resumable upload does,
 * and any other PUT with 201.
 */
const { symbols: libc } = dlopen('libc.so.6', {
  socket: { args: [FFIType.i32, FFIType.i32, FFIType.i32], returns: FFIType.i32 },
  bind: { args: [FFIType.i32, FFIType.ptr, FFIType.u32], returns: FFIType.i32 },
  listen: { args: [FFIType.i32, FFIType.i32], returns: FFIType.i32 },
  getsockname: { args: [FFIType.i32, FFIType.ptr, FFIType.ptr], returns: FFIType.i32 },
  accept: { args: [FFIType.i32, FFIType.ptr, FFIType.ptr], returns: FFIType.i32 },
  recv: { args: [FFIType.i32, FFIType.ptr, FFIType.u64, FFIType.i32], returns: FFIType.i64 },
  send: { args: [FFIType.i32, FFIType.ptr, FFIType.u64, FFIType.i32], returns: FFIType.i64 },
  close: { args: [FFIType.i32], returns: FFIType.i32 },
  prctl: { args: [FFIType.i32, FFIType.u64], returns: FFIType.i32 },
})
const [AF_INET, SOCK_STREAM, MSG_PEEK, MSG_TRUNC, MSG_NOSIGNAL] = [2, 1, 0x2, 0x20, 0x4000]
const [PR_SET_PDEATHSIG, SIGKILL] = [1, 9]
const ADDRESS_BYTES = 16
const AT_ONCE_BYTES = 2 ** 20
const END_OF_HEAD = '\r\n\r\n'

// It waits inside the system and hears nothing else, so it has to end with whoever began it.
libc.prctl(PR_SET_PDEATHSIG, SIGKILL)
const { listener, port } = listen()
process.stdout.write(`${port}\n`)
for (;;) serve(libc.accept(listener, null, null))

function listen() {
  const listener = libc.socket(AF_INET, SOCK_STREAM, 0)
  const address = new Uint8Array(ADDRESS_BYTES)
  address.set([AF_INET, 0, 0, 0, 127, 0, 0, 1])
  const isBound = libc.bind(listener, address, ADDRESS_BYTES) === 0
  if (!isBound || libc.listen(listener, 16) !== 0) throw new Error('The sink could not listen.')
  libc.getsockname(listener, address, new Uint32Array([ADDRESS_BYTES]))
  return { listener, port: new DataView(address.buffer).getUint16(2) }
}

function serve(socket: number): void {
  const seen = new Uint8Array(64 * 1024)
  for (let head = headOf(socket, seen); head !== null; head = headOf(socket, seen)) {
    // curl waits a second for this word before it sends a large body.
    if (/^expect:/im.test(head)) say(socket, 'HTTP/1.1 100 Continue\r\n\r\n')
    const bytes = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
    if (!drop(socket, bytes)) break
    say(socket, answerTo(head))
  }
  libc.close(socket)
}

/** The head of the next request and nothing behind it; null when there is none. */
function headOf(socket: number, seen: Uint8Array): string | null {
  for (;;) {
    const bytes = Number(libc.recv(socket, seen, seen.length, MSG_PEEK))
    if (bytes <= 0) return null
    const text = Buffer.from(seen.buffer, 0, bytes).toString('latin1')
    const end = text.indexOf(END_OF_HEAD)
    if (end < 0) continue
    return drop(socket, end + END_OF_HEAD.length) ? text.slice(0, end) : null
  }
}

function drop(socket: number, bytes: number): boolean {
  for (let left = bytes; left > 0; ) {
    const dropped = Number(libc.recv(socket, null, Math.min(left, AT_ONCE_BYTES), MSG_TRUNC))
    if (dropped <= 0) return false
    left -= dropped
  }
  return true
}

function say(socket: number, text: string): void {
  const bytes = new TextEncoder().encode(text)
  libc.send(socket, bytes, bytes.length, MSG_NOSIGNAL)
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
