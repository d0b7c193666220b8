import { isAbsolute, join, normalize, relative } from 'node:path'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Server } from 'bun'
import { openPass, type Pass } from './pass.ts'
import { type WindowContext, windowRouter } from './router.ts'
import { takeFile } from './take-file.ts'

export interface Door {
  origin: string
  /** An address that lets one page in, once. */
  address(): string
  /** What a second start says so that the window is shown. */
  word: string
  close(): Promise<void>
}

/** The header that carries the secret of this start: no other page can set it here. */
export const SECRET_HEADER = 'x-window-secret'

/** The page may ask this door, show its own pictures, and nothing else in the world. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
    "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const refused = (status: number) => new Response(null, { status, headers: HEADERS })

export interface DoorOptions {
  /** Where the built page lies. */
  folder: string
  onShow: () => void
  nowMs?: () => number
}

/**
 * The only way into the running agent: on this machine, for a page of this door's own that brings
 * the secret. A name that leads here from elsewhere (DNS rebinding), a page of another origin and
 * whoever has no secret are told nothing.
 */
export function openDoor(
  context: WindowContext,
  { folder, onShow, nowMs = Date.now }: DoorOptions,
): Door {
  const pass = openPass(nowMs)
  let origin = ''
  const server: Server<undefined> = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    // What is dropped into the window may be of any size, and is followed for as long as it takes.
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    idleTimeout: 0,
    fetch: request => answer(request, { context, folder, pass, origin, onShow }),
    error: () => refused(500),
  })
  origin = `http://127.0.0.1:${server.port}`
  return {
    ...{ origin, word: pass.word },
    address: () => `${origin}/#${pass.ticket()}`,
    close: () => server.stop(true),
  }
}

interface Inside {
  context: WindowContext
  folder: string
  pass: Pass
  origin: string
  onShow: () => void
}

async function answer(request: Request, inside: Inside): Promise<Response> {
  const { context, folder, pass, origin, onShow } = inside
  if (request.headers.get('host') !== new URL(origin).host) return refused(421)
  const from = request.headers.get('origin')
  if (from !== null && from !== origin) return refused(403)
  const { pathname, searchParams } = new URL(request.url)
  if (pathname === '/secret' && request.method === 'POST') {
    const secret = pass.redeem((await request.text()).slice(0, 100))
    return secret ? new Response(secret, { headers: HEADERS }) : refused(401)
  }
  if (pathname === '/show' && request.method === 'POST') {
    // A page would say where it is from, and no page knows the word.
    if (from !== null || !pass.isWord((await request.text()).slice(0, 100))) return refused(401)
    onShow()
    return refused(204)
  }
  if (!/^\/(trpc|file)\b/.test(pathname)) return pageFile(folder, request.method, pathname)
  if (!pass.isValid(request.headers.get(SECRET_HEADER))) return refused(401)
  if (pathname === '/file' && request.method === 'PUT') {
    return takeFile(context, searchParams.get('name') ?? '', request.body)
  }
  return fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: windowRouter,
    createContext: () => context,
  })
}

const NOT_BUILT = 'The window was not built: bun run --cwd agent build'

/** The page itself holds no secret, so whoever is on this machine may read it. */
async function pageFile(folder: string, method: string, pathname: string): Promise<Response> {
  if (method !== 'GET') return refused(405)
  const path = normalize(join(folder, pathname === '/' ? 'index.html' : decodeURI(pathname)))
  const inside = relative(folder, path)
  if (inside.startsWith('..') || isAbsolute(inside)) return refused(404)
  const file = Bun.file(path)
  if (await file.exists()) return new Response(file, { headers: HEADERS })
  return pathname === '/'
    ? new Response(NOT_BUILT, { status: 503, headers: HEADERS })
    : refused(404)
}
