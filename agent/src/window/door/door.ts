import { isAbsolute, join, normalize, relative } from 'node:path'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Server } from 'bun'
import { type WindowContext, windowRouter } from '../router.ts'
import { answerToSecond } from '../shown.ts'
import { takeFile } from '../take-file.ts'
import { countGuesses, openPass, type Pass } from './pass.ts'
import { isForeign } from './peer.ts'

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
const contentPolicy = (socket: string | null) =>
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  `img-src 'self' data: blob:; connect-src ${socket ? `'self' ${socket}` : "'self'"}; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const HEADERS = {
  'content-security-policy': contentPolicy(null),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const refused = (status: number) =>
  // Whoever is refused starts anew: nothing more is read of what else they send.
  new Response(null, { status, headers: { ...HEADERS, connection: 'close' } })

/** A ticket, a word's proof, or an address that was typed by hand. */
const LONGEST_WORD_BYTES = 200
/** The page asks for little; a file that is dropped comes another way. */
const LONGEST_ASK_BYTES = 1_000_000
/** Whoever was not let in yet may not keep a line open for longer. */
const IDLE_SECONDS = 10

export interface DoorOptions {
  /** Where the built page lies. */
  folder: string
  onShow: () => void
  /** A page was let in. */
  onEnter?: () => void
  /** Somebody tries one secret after the other. */
  onGuesses?: () => void
  idleSeconds?: number
  /** Where the page may speak to beside this door: the runtime of the native window. */
  socket?: string | null
  nowMs?: () => number
}

/**
 * The only way into the running agent: on this machine, for a page of this door's own that brings
 * the secret, in a program of the same user. A name that leads here from elsewhere (DNS rebinding),
 * a page of another origin, another user and whoever has no secret are told nothing.
 */
export function openDoor(context: WindowContext, options: DoorOptions): Door {
  const { folder, onShow, onEnter = () => {}, onGuesses = () => {}, nowMs = Date.now } = options
  const pass = openPass(nowMs)
  const guesses = countGuesses(nowMs, onGuesses)
  let origin = ''
  const server: Server<undefined> = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    // What is dropped into the window may be of any size, and is followed for as long as it takes.
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    idleTimeout: options.idleSeconds ?? IDLE_SECONDS,
    fetch: request =>
      answer(request, {
        ...{ context, server, folder, pass, guesses, origin, onShow, onEnter },
        socket: options.socket ?? null,
      }),
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
  server: Server<undefined>
  folder: string
  pass: Pass
  guesses: ReturnType<typeof countGuesses>
  origin: string
  onShow: () => void
  onEnter: () => void
  socket: string | null
}

async function answer(request: Request, inside: Inside): Promise<Response> {
  const { origin, pass, server } = inside
  if (request.headers.get('host') !== new URL(origin).host) return refused(421)
  if (isFromElsewhere(request, origin)) return refused(403)
  const { pathname, searchParams } = new URL(request.url)
  const isForPage = !/^\/(trpc|file)\b/.test(pathname)
  // Before the slower question: thousands of guesses are answered as quickly as they come.
  if (!isForPage && !pass.isValid(request.headers.get(SECRET_HEADER))) return wrongSecret(inside)
  if (isOtherUser(request, server)) return refused(403)
  if (pathname === '/secret' || pathname === '/show') return enter(request, pathname, inside)
  if (isForPage) return pageFile(inside, request.method, pathname)
  // The window looks on for as long as it is open.
  server.timeout(request, 0)
  if (pathname === '/file') {
    if (request.method !== 'PUT') return refused(405)
    return takeFile(inside.context, searchParams.get('name') ?? '', request.body)
  }
  if (request.method !== 'GET' && request.method !== 'POST') return refused(405)
  if (request.body && !(lengthOf(request) <= LONGEST_ASK_BYTES)) return refused(413)
  return fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: windowRouter,
    createContext: () => inside.context,
  })
}

/** How a page changes its ticket for the secret, and how a second start has the window shown. */
async function enter(request: Request, pathname: string, inside: Inside): Promise<Response> {
  const { pass, onShow, onEnter } = inside
  if (request.method !== 'POST') return refused(405)
  if (!(lengthOf(request) <= LONGEST_WORD_BYTES)) return refused(413)
  const given = await request.text()
  if (pathname === '/secret') {
    const secret = pass.redeem(given)
    if (!secret) return wrongSecret(inside)
    onEnter()
    return new Response(secret, { headers: HEADERS })
  }
  const answered = answerToSecond(pass.word, given)
  // A page would say where it is from, and no page knows the word.
  if (request.headers.has('origin') || !answered) return wrongSecret(inside)
  onShow()
  return new Response(answered, { headers: HEADERS })
}

const wrongSecret = ({ guesses }: Inside) => refused(guesses.wrong() ? 429 : 401)

/** What a body says of its own length; without that it is as good as endless. */
const lengthOf = ({ headers }: Request) => Number(headers.get('content-length') ?? Number.NaN)

/** A page of somebody else's asks; to be opened from there is no harm. */
function isFromElsewhere({ headers }: Request, origin: string): boolean {
  const from = headers.get('origin')
  if (from !== null && from !== origin) return true
  const site = headers.get('sec-fetch-site') ?? 'none'
  return !/^(none|same-origin)$/.test(site) && headers.get('sec-fetch-mode') !== 'navigate'
}

function isOtherUser(request: Request, server: Server<undefined>): boolean {
  const from = server.requestIP(request)
  const to = { address: '127.0.0.1', port: server.port ?? 0 }
  return from !== null && isForeign({ from, to }) === true
}

const NOT_BUILT = 'The window was not built: bun run --cwd agent build'

/** The page itself holds no secret, so whoever is on this machine may read it. */
async function pageFile(
  { folder, socket }: Pick<Inside, 'folder' | 'socket'>,
  method: string,
  pathname: string,
): Promise<Response> {
  const headers = { ...HEADERS, 'content-security-policy': contentPolicy(socket) }
  if (method !== 'GET') return refused(405)
  const path = normalize(join(folder, pathname === '/' ? 'index.html' : decodeURI(pathname)))
  const inside = relative(folder, path)
  if (inside.startsWith('..') || isAbsolute(inside)) return refused(404)
  const file = Bun.file(path)
  if (await file.exists()) return new Response(file, { headers })
  return pathname === '/' ? new Response(NOT_BUILT, { status: 503, headers }) : refused(404)
}
