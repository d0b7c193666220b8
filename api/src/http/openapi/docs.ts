import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { HttpEnv } from '../request-log.ts'
import { LOOK, START } from './docs-page.ts'

const ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Content Creation API</title><link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/look.css"></head>
<body><header><h1>Content Creation API</h1></header><div id="app"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script>
</body></html>`

/** The page to read and try the API, with every part of it served from here. */
export function docsRoutes(): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.get('/', c => c.html(PAGE))
  app.get('/start.js', () => asset(START, ASSETS['swagger-ui-bundle.js']))
  app.get('/look.css', () => asset(LOOK, ASSETS['swagger-ui.css']))
  for (const [name, type] of Object.entries(ASSETS)) {
    const path = fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`))
    app.get(`/${name}`, () => asset(Bun.file(path), type))
  }
  return app
}

const asset = (body: string | Blob, type: string) =>
  new Response(body, {
    headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=3600' },
  })
