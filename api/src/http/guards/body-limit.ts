import type { MiddlewareHandler } from 'hono'
import { Fault } from '../../lib/fault.ts'

/** Refuses a body over `mostBytes`, before it is read where its length is told. */
export function bodyLimit(mostBytes: number): MiddlewareHandler {
  return async (c, next) => {
    const request = c.req.raw
    const told = request.headers.get('Content-Length')
    if (Number(told ?? 0) > mostBytes) throw new Fault('too_large')
    if (told === null && request.body) c.req.raw = await readWhole(request, mostBytes)
    await next()
  }
}

// A chunked body says nothing of its length, so it is counted while it comes in.
async function readWhole(request: Request, mostBytes: number): Promise<Request> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new Fault('too_large')
    chunks.push(chunk)
  }
  const { method, headers, signal } = request
  return new Request(request.url, { method, headers, signal, body: new Blob(chunks) })
}
