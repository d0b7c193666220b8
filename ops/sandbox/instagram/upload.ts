import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import { receive } from '../kit/wire.ts'
import {
  bytesTransferred,
  type Container,
  containerFile,
  findContainer,
  saveContainer,
  statusCode,
} from './containers.ts'
import {
  callerOfToken,
  GraphError,
  type Instagram,
  type InstagramContext,
  isGranted,
} from './graph.ts'

/** What rupload refuses, in its own words instead of Graph's envelope. */
class UploadError extends Error {
  constructor(
    message: string,
    readonly status: 206 | 400 = 400,
    readonly type = 'ProcessingFailedError',
  ) {
    super(message)
  }
}

const UNAUTHORIZED = JSON.stringify({
  success: false,
  error: { message: 'unauthorized user request' },
})

/** rupload.facebook.com: takes the bytes of a container, in one piece or resumed. */
export function uploadRoutes(kit: Instagram): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  // The newest request for a container owns its file; an older one that still trickles in stops.
  const newest = new Map<string, symbol>()
  app.post('/ig-api-upload/:version{v\\d+\\.0}/:id', async c => {
    try {
      const container = authorized(kit, c)
      const turn = Symbol()
      newest.set(container.id, turn)
      await take(kit, c, { container, isNewest: () => newest.get(container.id) === turn })
      return c.json({ success: true, message: 'Upload successful.' })
    } catch (error) {
      if (!(error instanceof UploadError)) throw error
      await drain(c.req.raw.body)
      const { message, status, type } = error
      return c.json({ debug_info: { retriable: status === 206, type, message } }, status)
    }
  })
  return app
}

function authorized(kit: Instagram, c: InstagramContext): Container {
  const value = /^OAuth (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const container = findContainer(kit, c.req.param('id') ?? '')
  try {
    const { token, account } = callerOfToken(kit, value)
    const isOwner = container?.accountId === account.id
    if (container && isOwner && isGranted(kit, token, 'publish')) return container
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
  }
  throw new UploadError(UNAUTHORIZED)
}

interface Take {
  container: Container
  isNewest: () => boolean
}

async function take(kit: Instagram, c: InstagramContext, { container, isNewest }: Take) {
  if (!container.isResumable) throw new UploadError('Request processing failed')
  if (statusCode(kit, container) === 'EXPIRED') throw new UploadError('Media expired')
  const { offset, fileSize } = readHeaders(c, container)
  const before = bytesTransferred(kit, container)
  if (offset !== before) throw new UploadError(`offset ${offset} does not match ${before}`)
  if (before === fileSize) return
  if (Number(c.req.header('content-length') ?? 0) > fileSize - offset) {
    throw new UploadError('Request body is longer than file_size')
  }
  if (container.fileSize === undefined) {
    kit.ledger.openUpload(container.id, fileSize)
    saveContainer(kit, { ...container, fileSize })
  }
  const path = containerFile(kit, container)
  const room = fileSize - offset
  const into = { path, at: offset, room, mayContinue: isNewest }
  const got = await receive(c.req.raw.body, into)
  const isDone = offset + got.keptBytes === fileSize
  const range = { from: offset, to: offset + got.keptBytes - 1, status: isDone ? 200 : 206 }
  kit.ledger.range(container.id, range)
  if (!isDone) throw new UploadError(PARTIAL, 206, 'PartialRequestError')
  kit.ledger.completeUpload(container.id)
  const latest = findContainer(kit, container.id) ?? container
  saveContainer(kit, { ...latest, fileSize, receivedAt: kit.now().getTime() })
}

const PARTIAL = 'Partial request (did not match length of file)'

function readHeaders(c: InstagramContext, { fileSize: known }: Container) {
  const offset = wholeNumber(c.req.header('offset'))
  const fileSize = wholeNumber(c.req.header('file_size'))
  if (offset === undefined) throw new UploadError('Missing or malformed offset header')
  if (!fileSize) throw new UploadError('Missing or malformed file_size header')
  if (known !== undefined && known !== fileSize) {
    throw new UploadError('file_size differs from the first request')
  }
  return { offset, fileSize }
}

function wholeNumber(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}

// An answer before the body has been read would reach many clients as a reset.
async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body || body.locked) return
  try {
    for await (const _ of body);
  } catch {}
}
