import { stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import type { HttpEnv } from '../request-log.ts'

/** What a build writes beside each text, by the name that a browser asks for; smallest first. */
const ENDINGS: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' }

/** The built dashboard; any page of it that is not a file is the dashboard itself. */
export function staticRoutes(folder: string): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.get('*', async (c, next) => {
    const coding = codingFor(c)
    const file = await answerFrom(folder, c.req.path === '/' ? INDEX : c.req.path, coding)
    if (file) return file
    if (!isPage(c.req.path)) return next()
    return (await answerFrom(folder, INDEX, coding)) ?? c.html(NOT_BUILT, 503)
  })
  return app
}

const INDEX = '/index.html'

const codingFor = (c: Context) =>
  accepts(c, {
    ...{ header: 'Accept-Encoding', supports: Object.keys(ENDINGS), default: 'identity' },
    match: (wanted, { supports, default: other }) =>
      supports.find(name => wanted.some(({ type, q }) => type === name && q > 0)) ?? other,
  })

async function answerFrom(folder: string, path: string, coding: string) {
  const file = await fileAt(folder, path)
  const smaller = file && coding in ENDINGS ? await fileAt(folder, path + ENDINGS[coding]) : null
  return file && fileResponse(smaller ?? file, { path, type: file.type, coding: smaller && coding })
}

async function fileAt(folder: string, path: string): Promise<Blob | null> {
  const root = normalize(folder + sep)
  const file = normalize(join(root, path))
  if (!file.startsWith(root)) return null
  // What no file can be called (too long, a NUL in it) is a file that is not there.
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? Bun.file(file) : null
}

// A name with an ending that is not there is a missing file, not a page.
const isPage = (path: string) =>
  !/\.\w+$/.test(path) && !path.startsWith('/api') && !path.startsWith('/trpc')

interface Sent {
  path: string
  type: string
  coding: string | null
}

function fileResponse(file: Blob, { path, type, coding }: Sent): Response {
  // Vite puts a hash of the content in these names, so they never change.
  const isHashed = path.startsWith('/assets/')
  return new Response(file, {
    headers: {
      'Content-Type': type,
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(coding && { 'Content-Encoding': coding }),
    },
  })
}

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8">
<title>Content Creation</title>
<h1>The dashboard is not built yet</h1>
<p>Run <code>bun run build</code>, then load this page again. The API is up:
<a href="/api/docs">read about it</a>.</p></html>`
