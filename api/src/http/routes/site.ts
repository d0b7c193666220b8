import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { cookieName } from '../../account/sessions.ts'
import type { Config } from '../../config.ts'
import { cookieIn } from '../cookies.ts'
import type { HttpEnv } from '../request-log.ts'
import { answerFrom, codingFor, fileAt } from './static-files.ts'

type Site = Context<HttpEnv>

/**
 * The built public site: `/` for a stranger, who comes with no sign-in, and every page of its own
 * for everybody. All else is passed on to the dashboard.
 */
export function siteRoutes(folder: string, config: Config, countVisit: () => void): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const cookie = cookieName(config)
  app.get('*', async (c, next) => {
    const { path } = c.req
    if (path === '/') {
      // One address with two pages; whether the sign-in still holds, the dashboard finds out.
      const page = cookieIn(c.req.raw.headers, cookie) ? null : await pageAt(folder, '/', c)
      if (page) countVisit()
      else await next()
      ;(page ?? c.res).headers.append('Vary', 'Cookie')
      return page ?? undefined
    }
    if (path.endsWith('/') || path.endsWith('.html')) {
      const page = await pageAt(folder, path, c)
      if (page) return page
    } else {
      const file = await answerFrom(folder, path, codingFor(c))
      if (file) return file
      if (await fileAt(folder, `${path}/index.html`)) {
        return c.redirect(`${path}/${new URL(c.req.url).search}`, 308)
      }
    }
    if (!(await isWithin(folder, path))) return next()
    const missing = await pageAt(folder, '/404.html', c)
    return missing ? new Response(missing.body, { status: 404, headers: missing.headers }) : next()
  })
  return app
}

async function pageAt(folder: string, path: string, c: Site): Promise<Response | null> {
  const name = path.endsWith('/') ? `${path}index.html` : path
  const page = await fileAt(folder, name)
  if (!page) return null
  const sources = scriptSourcesOf(await page.text())
  if (sources.length > 0) c.set('scriptSources', sources)
  return answerFrom(folder, name, codingFor(c))
}

const INLINE = /<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>([\s\S]*?)<\/script>/g
// The search in the documents is compiled code.
const SEARCH = "'wasm-unsafe-eval'"

/** What lets the scripts that the build wrote into this page run, and no others. */
function scriptSourcesOf(html: string): string[] {
  const hashes = [...html.matchAll(INLINE)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return hashes.length > 0 ? [...new Set(hashes), SEARCH] : []
}

/** Whether the site has a room of that name, so that what is not in it is nowhere else either. */
async function isWithin(folder: string, path: string): Promise<boolean> {
  const [room = ''] = path.slice(1).split('/')
  if (!/^[a-z_-]+$/.test(room)) return false
  const found = await stat(join(folder, room)).catch(() => null)
  return found?.isDirectory() ?? false
}
