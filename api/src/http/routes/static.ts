import { Hono } from 'hono'
import type { HttpEnv } from '../request-log.ts'
import { answerFrom, codingFor } from './static-files.ts'

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

// A name with an ending that is not there is a missing file, not a page.
const isPage = (path: string) =>
  !/\.\w+$/.test(path) && !path.startsWith('/api') && !path.startsWith('/trpc')

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8">
<title>Content Creation</title>
<h1>The dashboard is not built yet</h1>
<p>Run <code>bun run build</code>, then load this page again. The API is up:
<a href="/api/docs">read about it</a>.</p></html>`
