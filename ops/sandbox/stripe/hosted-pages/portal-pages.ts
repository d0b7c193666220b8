import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { SandboxEnv } from '../../kit/kit.ts'
import type { Books } from '../books.ts'
import { customerOf } from '../customers.ts'
import { periodEnd } from '../dues.ts'
import { StripeError } from '../errors.ts'
import { methodFor } from '../payments/payment-methods.ts'
import type { Price, Subscription } from '../shapes.ts'
import { everyOf, nameOf } from '../subscriptions/subscription-build.ts'
import { changeCard } from './checkout-pay.ts'
import { cardChoice, day, frame, type Page, problemNote, sorryPage } from './page-views.ts'
import { dollars } from './pdf.ts'
import { choosePlan, portalBySecret, portalCancel, portalResume } from './portal.ts'

type C = Context<SandboxEnv>

/** The customer's own page: plan, card, invoices, and the way back. */
export function portalPages(books: Books): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/p/session/:secret', c => show(c, books, ''))
  const act = (name: string, run: (it: Subscription, form: FormData) => void) =>
    app.post(`/p/session/:secret/${name}`, async c => {
      const form = await c.req.formData()
      return perform(c, books, () => {
        const it = books.things.need('subscription', String(form.get('subscription')))
        if (it.customer !== ownerOf(c, books)) throw new StripeError(404, GONE)
        run(it, form)
      })
    })
  act('plan', (it, form) => {
    choosePlan(books, it, books.things.need('price', String(form.get('price'))))
  })
  act('cancel', it => portalCancel(books, it))
  act('resume', it => portalResume(books, it))
  app.post('/p/session/:secret/card', async c => {
    const form = await c.req.formData()
    return perform(c, books, () => {
      changeCard(books, ownerOf(c, books), String(form.get('card') ?? ''))
    })
  })
  return app
}

const GONE = { type: 'invalid_request_error' as const, message: 'This page is over.' }

function ownerOf(c: C, books: Books): string {
  const session = portalBySecret(books, c.req.param('secret') ?? '')
  if (!session) throw new StripeError(404, GONE)
  return session.customer
}

/** A completed flow goes where it was told to go; the rest stays on the page. */
function perform(c: C, books: Books, run: () => void): Response | Promise<Response> {
  try {
    books.whole(run)
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    return show(c, books, error.message)
  }
  const session = portalBySecret(books, c.req.param('secret') ?? '')
  const own = session ? books.things.own('billing_portal.session', session.id) : undefined
  const isOver = session?.flow && own?.return
  return c.redirect(isOver ? (own.return ?? '') : `/p/session/${c.req.param('secret')}`, 303)
}

function show(c: C, books: Books, problem: string): Response | Promise<Response> {
  const secret = c.req.param('secret') ?? ''
  const session = portalBySecret(books, secret)
  if (!session) return c.html(sorryPage(), 404)
  const live = books.things
    .list('subscription', session.customer)
    .filter(it => !/canceled|expired/.test(it.status))
  const base = `/p/session/${secret}`
  const back = session.return_url
  const page = frame(
    'Billing',
    html`<section><h1>${customerOf(books, session.customer).email ?? 'Your subscription'}</h1>
${problemNote(problem)}
${live.length > 0 ? live.map(it => planPart(books, it, base)) : html`<p>No subscription.</p>`}
${back ? html`<p><a id="back" href="${back}">← Back to Content Creation</a></p>` : ''}</section>
<section>${cardPart(books, session.customer, base)}
${invoicePart(books, session.customer)}</section>`,
  )
  return c.html(page, problem ? 402 : 200)
}

function planPart(books: Books, it: Subscription, base: string): Page {
  const [item] = it.items.data
  // Items embed what `buildItem` put there.
  const price = item?.price as unknown as Price
  const end = day(periodEnd(it))
  const others = books.things
    .list('price')
    .filter(other => other.active && other.type === 'recurring' && other.lookup_key)
    .toReversed()
  const hidden = html`<input type="hidden" name="subscription" value="${it.id}">`
  const ends = it.cancel_at !== null
  const question = ends
    ? 'Keep the subscription'
    : it.schedule
      ? 'Stay on this plan'
      : 'Cancel at the end of the period'
  return html`<h2>Current plan</h2><p><strong>${nameOf(books, price)}</strong>
${costOf(price)} · <span id="status">${it.status}</span></p>
<p class="soft">${ends ? `Ends on ${day(it.cancel_at ?? 0)}` : `Renews on ${end}`}
${it.schedule ? ' · changes at the end of this period' : ''}</p>
<h2>Change plan</h2>${others.map(
    other => html`<form class="row" method="post" action="${base}/plan">${hidden}
<span>${nameOf(books, other)} ${costOf(other)}</span><button name="price" value="${other.id}"
data-lookup-key="${other.lookup_key}" ${other.id === price.id ? 'disabled' : ''}>Choose</button>
</form>`,
  )}<form class="row" method="post" action="${base}/${ends || it.schedule ? 'resume' : 'cancel'}">
${hidden}<span>${question}</span>
<button id="${ends || it.schedule ? 'resume' : 'cancel'}">
${ends || it.schedule ? "Don't cancel" : 'Cancel subscription'}</button></form>`
}

const costOf = (price: Price) => `${dollars(price.unit_amount ?? 0)} / ${everyOf(price).interval}`

function cardPart(books: Books, customer: string, base: string): Page {
  const live = books.things.list('subscription', customer).find(it => it.status !== 'canceled')
  const id = methodFor(books, customer, live)
  const card = id ? books.things.find('payment_method', id)?.card : undefined
  const shown = card ? `${card.brand} •••• ${card.last4}` : 'None yet.'
  return html`<h2>Payment method</h2><p>${shown}</p>
<form method="post" action="${base}/card">${cardChoice()}
<button id="update-card">Update card</button></form>`
}

function invoicePart(books: Books, customer: string): Page {
  const all = books.things.list('invoice', customer).filter(it => it.status !== 'draft')
  return html`<h2>Invoices</h2>${all.map(
    it => html`<p class="row"><span>${day(it.created)} · ${dollars(it.total)} · ${it.status}</span>
<a href="${it.hosted_invoice_url}">${it.number}</a></p>`,
  )}`
}
