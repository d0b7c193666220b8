import { Hono } from 'hono'
import { ZodError } from 'zod'
import type { Kit, SandboxEnv } from './kit.ts'
import { consentPage, galleryPage, noticePage } from './page.ts'
import { serveFile } from './wire.ts'

/** The back door of every sandbox: ledger, faults, settings, stored bytes, consent form. */
export function controlRoutes<S extends object>(kit: Kit<S>): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/', c => c.html(galleryPage(kit.look, kit.ledger.publications())))
  app.get('/_sandbox/ledger', c => c.json(kit.ledger.read()))
  app.get('/_sandbox/faults', c => c.json(kit.faults.list()))
  app.post('/_sandbox/faults', async c => {
    try {
      const body = await c.req.json()
      for (const rule of Array.isArray(body) ? body : [body]) kit.faults.add(rule)
      return c.json(kit.faults.list(), 201)
    } catch (error) {
      const detail = error instanceof ZodError ? error.issues : 'The body is not JSON.'
      return c.json({ error: detail }, 400)
    }
  })
  app.delete('/_sandbox/faults', c => {
    kit.faults.clear()
    return c.body(null, 204)
  })
  app.get('/_sandbox/settings', c => c.json(kit.settings()))
  app.post('/_sandbox/settings', async c => c.json(kit.mergeSettings(await c.req.json())))
  fileRoutes(app, kit)
  publicationRoutes(app, kit)
  tokenRoutes(app, kit)
  app.post('/_sandbox/consent', async c => decide(kit, await c.req.formData()))
  return app
}

function fileRoutes<S extends object>(app: Hono<SandboxEnv>, kit: Kit<S>): void {
  app.get('/_sandbox/files/:remoteId', async c => {
    const it = kit.ledger.publication(c.req.param('remoteId'))
    if (!it) return c.notFound()
    return serveFile(c.req.raw, it.file, it.contentType)
  })
  app.get('/_sandbox/thumbnails/:remoteId', async c => {
    const it = kit.ledger.publication(c.req.param('remoteId'))
    if (!it?.thumbnail) return c.notFound()
    return serveFile(c.req.raw, it.thumbnail, 'image/jpeg')
  })
  app.post('/_sandbox/like', async c => {
    const remoteId = String((await c.req.formData()).get('remoteId') ?? '')
    const it = kit.ledger.publication(remoteId)
    if (!it) return c.notFound()
    kit.ledger.change(remoteId, { likes: it.likes + 1 })
    return c.redirect(it.url, 303)
  })
}

function publicationRoutes<S extends object>(app: Hono<SandboxEnv>, kit: Kit<S>): void {
  app.delete('/_sandbox/publications/:remoteId', c => {
    kit.ledger.unpublish(c.req.param('remoteId'))
    return c.body(null, 204)
  })
}

function tokenRoutes<S extends object>(app: Hono<SandboxEnv>, kit: Kit<S>): void {
  // Access tokens die at once, as if their hour had passed; refresh tokens stay good.
  app.post('/_sandbox/expire-tokens', c =>
    c.json({ ended: kit.oauth.revokeWhere(token => token.kind === 'access') }),
  )
  // The person takes the consent back in the platform's own settings.
  app.post('/_sandbox/revoke', async c => {
    const { accountId } = await c.req.json<{ accountId?: string }>().catch(() => ({}) as never)
    const isTheirs = (owner: string) => !accountId || owner === accountId
    return c.json({ ended: kit.oauth.revokeWhere(token => isTheirs(token.accountId)) })
  })
}

/**
 * The page that an authorize request answers with. A script completes it by posting the form to
 * `/_sandbox/consent`: `request` (hidden in the page), `account`, `decision=allow|deny` and one
 * `scope` for each that is granted. The answer is a 302 to the redirect address.
 */
export function consentAnswer<S extends object>(
  kit: Kit<S>,
  ask: Parameters<Kit<S>['consent']>[0],
) {
  const page = consentPage(kit.look, kit.oauth.ask(ask), kit.accounts)
  return new Response(String(page), { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function decide<S extends object>(kit: Kit<S>, form: FormData): Response {
  const ask = kit.oauth.findAsk(String(form.get('request') ?? ''))
  if (!ask || !kit.redirects) {
    const page = noticePage(kit.look, 'This request is over', 'Go back and start it again.')
    return new Response(String(page), {
      status: 400,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
  }
  const accountId = String(form.get('account') ?? kit.accounts[0]?.id ?? '')
  const isKnown = kit.accounts.some(account => account.id === accountId)
  if (form.get('decision') !== 'allow' || !isKnown) {
    kit.oauth.dropAsk(ask.request)
    return seeOther(kit.redirects.denied(ask))
  }
  const scopes = form.getAll('scope').map(String)
  const granted = ask.scopes.filter(scope => scopes.includes(scope))
  return seeOther(kit.redirects.allowed(ask, kit.oauth.grantCode(ask, accountId, granted)))
}

const seeOther = (location: string) => new Response(null, { status: 302, headers: { location } })
