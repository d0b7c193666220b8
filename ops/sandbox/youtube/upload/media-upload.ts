import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../../kit/kit.ts'
import { randomId } from '../../kit/oauth.ts'
import { invalid, YouTubeError } from '../errors.ts'
import type { YouTubeKit } from '../settings.ts'
import { identify } from '../sign-in/access.ts'

type C = Context<SandboxEnv>

export interface Media {
  bytes: Uint8Array
  type: string
}

/** A method that takes a small file, in each of the forms that Google's own clients send. */
export interface MediaDoor<T extends { accountId: string }> {
  path: string
  need: Parameters<typeof identify>[2]
  /** Looks at everything but the bytes. `json` is empty where only bytes come. */
  open(c: C, json: string): T
  keep(about: T, media: Media): object | Promise<object>
}

interface Waiting<T> {
  about: T
  type: string
}

export function mediaUpload<T extends { accountId: string }>(
  kit: YouTubeKit,
  door: MediaDoor<T>,
): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  const kind = `media ${door.path}`
  const sessionPath = `/resumable/upload${door.path}/session`
  app.on('POST', [`/upload${door.path}`, `/resumable/upload${door.path}`], async c => {
    const type = c.req.header('content-type') ?? ''
    switch (c.req.query('uploadType')) {
      case 'media':
        return c.json(await door.keep(door.open(c, ''), { bytes: await bodyOf(c), type }))
      case 'multipart': {
        const { json, media } = splitRelated(c, await bodyOf(c))
        return c.json(await door.keep(door.open(c, json), media))
      }
      case 'resumable': {
        const about = door.open(c, await c.req.text())
        const id = randomId()
        kit.store.put(kind, id, { about, type: c.req.header('x-upload-content-type') ?? '' })
        const location = `${new URL(c.req.url).origin}${sessionPath}?upload_id=${id}`
        return new Response(null, { status: 200, headers: { location, 'content-length': '0' } })
      }
      default:
        throw invalid('uploadType must be media, multipart or resumable')
    }
  })
  app.put(sessionPath, async c => {
    const token = identify(kit, c, door.need)
    const id = c.req.query('upload_id') ?? ''
    const waiting = kit.store.get<Waiting<T>>(kind, id)
    const bytes = await bodyOf(c)
    if (waiting?.about.accountId !== token.accountId) return c.text('Not Found', 404)
    kit.store.remove(kind, id)
    const type = waiting.type || (c.req.header('content-type') ?? '')
    return c.json(await door.keep(waiting.about, { bytes, type }))
  })
  return app
}

const bodyOf = async (c: C) => Buffer.from(await c.req.arrayBuffer())

/** The two parts of a multipart/related body: what it is, and the file itself. */
export function splitRelated(c: C, body: Buffer): { json: string; media: Media } {
  const type = c.req.header('content-type') ?? ''
  const boundary = /^multipart\/related;.*boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) throw invalid('The body is not multipart/related.')
  const [json, media, ...more] = partsOf(body, `--${boundary}`)
  if (!json || !media || more.length > 0) throw invalid('The body needs exactly two parts.')
  return { json: json.bytes.toString(), media }
}

function partsOf(body: Buffer, line: string): { bytes: Buffer; type: string }[] {
  const parts: { bytes: Buffer; type: string }[] = []
  // A newline before a boundary belongs to it; Python writes its parts with bare ones.
  const isBare = body.indexOf('\r\n') < 0 || body.indexOf('\r\n') > body.indexOf('\n')
  const [newline, gap] = isBare ? ['\n', '\n\n'] : ['\r\n', '\r\n\r\n']
  let from = body.indexOf(line)
  while (from >= 0) {
    const next = body.indexOf(`${newline}${line}`, from + line.length)
    const head = body.indexOf(gap, from)
    if (next < 0 || head < 0) return parts
    const type = /^content-type: *(.+?)\r?$/im.exec(body.subarray(from, head).toString())?.[1]
    const bytes = body.subarray(Math.min(head + gap.length, next), next)
    parts.push({ bytes, type: type ?? '' })
    from = next + newline.length
  }
  return parts
}

/** The JSON object that a request describes its file with; an empty text is an empty one. */
export function jsonObject(text: string): Record<string, unknown> {
  if (text === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return body as Record<string, unknown>
    }
  } catch {
    // Falls through to the same refusal as a body that is JSON but no object.
  }
  throw new YouTubeError(400, 'parseError', { message: 'Parse Error', domain: 'global' })
}
