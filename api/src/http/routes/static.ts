import { stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { Hono } from 'hono'
import type { HttpEnv } from '../request-log.ts'

/** The built dashboard; any page of it that is not a file is the dashboard itself. */
export function staticRoutes(folder: string): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.get('*', async (c, next) => {
    const file = await fileAt(folder, c.req.path)
    if (file) return fileResponse(file, c.req.path)
    if (!isPage(c.req.path)) return next()
    const index = await fileAt(folder, '/index.html')
    return index ? fileResponse(index, '/index.html') : c.html(NOT_BUILT, 503)
  })
  return app
}

async function fileAt(folder: string, path: string): Promise<Blob | null> {
  const root = normalize(folder + sep)
  const file = normalize(join(root, path === '/' ? '/index.html' : path))
  if (!file.startsWith(root)) return null
  // What no file can be called (too long, a NUL in it) is a file that is not there.
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? Bun.file(file) : null
}

// A name with an ending that is not there is a missing file, not a page.
const isPage = (path: string) =>
  !/\.\w+$/.test(path) && !path.startsWith('/api') && !path.startsWith('/trpc')

function fileResponse(file: Blob, path: string): Response {
  // Vite puts a hash of the content in these names, so they never change.
  const isHashed = path.startsWith('/assets/')
  return new Response(file, {
    headers: {
      'Content-Type': file.type,
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8">
<title>Content Creation</title>
<h1>The dashboard is not built yet</h1>
<p>Run <code>bun run build</code>, then load this page again. The API is up:
<a href="/api/docs">read about it</a>.</p></html>`
