import { fstatSync, ftruncateSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** Closes the connection without a single byte of an answer. */
export function hangUp(): Response {
  // Bun resets the socket when a body fails before its first byte; an undefined reason stays quiet.
  return new Response(new ReadableStream({ start: controller => controller.error() }))
}

/** The same request whose body breaks after so many bytes; `drain` reads and drops the rest. */
export function cutBody(request: Request, bytes: number) {
  const reader = request.body?.getReader()
  if (!reader) return { request, drain: async () => {} }
  let left = bytes
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = left < 0 ? { done: false, value: undefined } : await reader.read()
    if (done) return controller.close()
    if (left <= 0) return controller.error(new Error('cut'))
    const kept = value?.subarray(0, left) ?? new Uint8Array()
    left -= value?.length ?? 0
    controller.enqueue(kept)
  }
  // A queue would be thrown away with the error, and bytes the platform had received with it.
  const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 })
  const drain = async () => {
    while (!(await reader.read()).done) left = 0
  }
  return { request: new Request(request, { body }), drain }
}

export interface Receive {
  path: string
  /** Where in the file the first byte of the body belongs. */
  at: number
  /** How many bytes may be kept; the rest is read and thrown away. */
  room: number
  onBytes?: (keptBytes: number) => void
  /** Each piece once it is in its place, in order. */
  onKept?: (piece: Uint8Array) => void
  /** False once a newer request has taken over the same upload. */
  mayContinue?: () => boolean
}

export interface Received {
  keptBytes: number
  /** Every byte the body carried, kept or not. */
  bodyBytes: number
  /** False when the line was cut before the body ended. */
  isWhole: boolean
}

/** Streams a body into its place in a file; what arrived before a cut stays. */
export async function receive(
  body: ReadableStream<Uint8Array> | null,
  into: Receive,
): Promise<Received> {
  const got = { keptBytes: 0, bodyBytes: 0, isWhole: true }
  await using file = await open(into.path, into.at > 0 ? 'r+' : 'w')
  if (!body) return got
  try {
    for await (const chunk of body) {
      if (into.mayContinue?.() === false) return { ...got, isWhole: false }
      const kept = chunk.subarray(0, Math.max(0, into.room - got.keptBytes))
      const place = into.at + got.keptBytes
      if (isZero(kept)) reach(file, place + kept.length)
      else await file.write(kept, 0, kept.length, place)
      // A takeover during the write has already told its client where the bytes end.
      if (into.mayContinue?.() === false) return { ...got, isWhole: false }
      got.keptBytes += kept.length
      got.bodyBytes += chunk.length
      into.onKept?.(kept)
      into.onBytes?.(got.keptBytes)
    }
  } catch {
    got.isWhole = false
  }
  return got
}

const ZEROS = new Uint8Array(2 ** 20)

/**
 * Nothing is written for zeros, so that a sparse file of any size stays one on this disk. It still
 * grows by them at once: its size is what survives a kill, and what a client is told.
 */
const isZero = (bytes: Uint8Array) =>
  bytes.length <= ZEROS.length && Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0

/**
 * Makes a file that ends in a hole as long as what was received. In one go: another request may be
 * writing the same upload anew, and what it wrote meanwhile must not be cut off again.
 */
export function reach({ fd }: FileHandle, bytes: number): void {
  if (fstatSync(fd).size < bytes) ftruncateSync(fd, bytes)
}

/** SHA-256 of a file, read in pieces. */
export async function sha256Of(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk)
  return hasher.digest('hex')
}

/** Serves a file the way a video player asks for it: whole, or one byte range. */
export async function serveFile(request: Request, path: string, type: string): Promise<Response> {
  const file = Bun.file(path)
  if (!(await file.exists())) return new Response('Not found', { status: 404 })
  const headers = { 'accept-ranges': 'bytes', 'content-type': type }
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '')
  if (!range || (range[1] === '' && range[2] === '')) return new Response(file, { headers })
  const size = file.size
  const from = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1])
  const to = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1)
  if (from > to) {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  }
  return new Response(file.slice(from, to + 1), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${size}` },
  })
}
