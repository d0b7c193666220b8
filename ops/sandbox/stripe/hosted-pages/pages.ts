import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../../kit/kit.ts'
import type { Books } from '../books.ts'
import { intentOf } from '../invoices/invoices.ts'
import type { Session } from '../shapes.ts'
import { payAndReflect } from '../subscriptions/subscription-life.ts'
import { catchUp } from '../time.ts'
import { answerBank, type PageOutcome, submit } from './checkout-pay.ts'
import { bankPage, checkoutPage, invoicePage, sorryPage } from './page-views.ts'
import { pdfOf } from './pdf.ts'

type C = Context<SandboxEnv>

/** The pages that Stripe hosts: paying, the bank's question, an invoice. */
export function hostedPages(books: Books): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.use('*', async (c, next) => {
    if (c.req.path.startsWith('/v1/')) return next()
    books.whole(() => catchUp(books))
    return next()
  })
  app.get('/c/pay/:id', c => show(c, books, ''))
  app.post('/c/pay/:id', async c => {
    const session = sessionOf(c, books)
    if (!session) return c.html(sorryPage(), 404)
    const form = await c.req.formData()
    const field = (name: string) => String(form.get(name) ?? '').trim()
    const typed = { card: field('card'), email: field('email'), name: field('name') }
    return follow(
      c,
      books,
      books.whole(() => submit(books, session, typed)),
    )
  })
  app.get('/c/pay/:id/bank', c => {
    const session = sessionOf(c, books)
    return session ? c.html(bankPage(session.id)) : c.html(sorryPage(), 404)
  })
  app.post('/c/pay/:id/bank', async c => {
    const session = sessionOf(c, books)
    if (!session) return c.html(sorryPage(), 404)
    const isAllowed = (await c.req.formData()).get('decision') === 'complete'
    return follow(
      c,
      books,
      books.whole(() => answerBank(books, session, isAllowed)),
    )
  })
  invoiceRoutes(app, books)
  return app
}

function sessionOf(c: C, books: Books): Session | undefined {
  return books.things.find('checkout.session', c.req.param('id') ?? '')
}

function show(c: C, books: Books, problem: string): Response | Promise<Response> {
  const session = sessionOf(c, books)
  if (!session) return c.html(sorryPage(), 404)
  if (session.status === 'complete') return c.redirect(successOf(session), 303)
  if (session.status === 'expired') return c.html(sorryPage(session.cancel_url), 410)
  return c.html(checkoutPage(books, session, problem), problem ? 402 : 200)
}

function follow(c: C, books: Books, outcome: PageOutcome): Response | Promise<Response> {
  if (outcome.kind === 'refused') return show(c, books, outcome.message)
  if (outcome.kind === 'done') return c.redirect(successOf(outcome.session), 303)
  return c.redirect(`/c/pay/${c.req.param('id')}/bank`, 303)
}

function successOf(session: Session): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

function invoiceRoutes(app: Hono<SandboxEnv>, books: Books): void {
  app.get('/i/:id', c => {
    const invoice = books.things.find('invoice', c.req.param('id'))
    if (!invoice || invoice.status === 'draft') return c.html(sorryPage(), 404)
    return c.html(invoicePage(books, invoice, ''))
  })
  app.post('/i/:id', async c => {
    const invoice = books.things.find('invoice', c.req.param('id'))
    if (invoice?.status !== 'open') return c.html(sorryPage(), 404)
    const outcome = books.whole(() => payAndReflect(books, invoice.id, { isAbsent: false }))
    if (outcome === 'succeeded') return c.redirect(`/i/${invoice.id}`, 303)
    const intent = intentOf(books, invoice.id)
    if (outcome === 'authenticate' && intent)
      return c.redirect(`/3ds/${intent}?i=${invoice.id}`, 303)
    return c.html(invoicePage(books, invoice, 'Your card was declined.'), 402)
  })
  app.get('/i/:id/pdf', c => {
    const invoice = books.things.find('invoice', c.req.param('id'))
    if (!invoice || invoice.status === 'draft') return c.notFound()
    return new Response(pdfOf(invoice), { headers: { 'content-type': 'application/pdf' } })
  })
  app.get('/3ds/:intent', c => c.html(bankPage(null)))
  app.post('/3ds/:intent', async c => {
    const intent = c.req.param('intent')
    const invoice = books.things.list('invoice').find(it => intentOf(books, it.id) === intent)
    if (invoice?.status !== 'open') return c.html(sorryPage(), 404)
    const isAllowed = (await c.req.formData()).get('decision') === 'complete'
    const method = books.things.need('payment_intent', intent).payment_method
    const attempt = { isAbsent: false, isAuthenticated: isAllowed, ...(method && { method }) }
    if (isAllowed) books.whole(() => payAndReflect(books, invoice.id, attempt))
    return c.redirect(`/i/${invoice.id}`, 303)
  })
}
