import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { HttpEnv } from './request-log.ts'

const BUNDLE = fileURLToPath(
  new URL('./browser/standalone.js', import.meta.resolve('@scalar/api-reference')),
)

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Content Creation API</title></head><body><div id="app"></div>
<script src="/api/docs/scalar.js"></script><script src="/api/docs/start.js"></script>
</body></html>`

// In a file of its own, because our policy lets no script stand in a page.
const START = `Scalar.createApiReference('#app', {
  url: '/api/v1/openapi.json', withDefaultFonts: false, telemetry: false,
  agent: { disabled: true }, mcp: { disabled: true },
  hideClientButton: true, showDeveloperTools: 'never',
})`

/** The page to read and try the API, with every part of it served from here. */
export function docsRoutes(): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.get('/', c => c.html(PAGE))
  app.get('/start.js', () => script(START))
  app.get('/scalar.js', () => script(Bun.file(BUNDLE)))
  return app
}

const script = (body: string | Blob) =>
  new Response(body, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    },
  })
