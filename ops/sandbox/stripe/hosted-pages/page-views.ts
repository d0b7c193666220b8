import { html, raw } from 'hono/html'
import type { Books } from '../books.ts'
import { CARDS } from '../payments/cards.ts'
import type { Invoice, Session } from '../shapes.ts'
import { everyOf, nameOf } from '../subscriptions/subscription-build.ts'
import { dollars } from './pdf.ts'

export type Page = ReturnType<typeof html>

const STYLE = `
:root{color-scheme:light;--accent:#635bff;--line:#d8dce6;--ink:#1a1f36;--soft:#5c6478}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);
background:#f6f8fb}a{color:#4b42d9}header{padding:.7rem 1.5rem;font-size:.85rem;background:#fff4d6;
border-bottom:1px solid #eeddaa}main{max-width:62rem;margin:auto;padding:2rem 1.5rem;display:grid;
gap:2rem;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr))}
section{background:#fff;border:1px solid var(--line);border-radius:.8rem;padding:1.5rem}
h1{font-size:1.3rem;margin:0 0 .5rem}h2{font-size:1rem;margin:1.2rem 0 .4rem}
.sum{font-size:2rem;font-weight:700;margin:.2rem 0 1rem}.soft{color:var(--soft);font-size:.9rem}
table{width:100%;border-collapse:collapse}td{padding:.35rem 0;border-bottom:1px solid var(--line)}
td:last-child{text-align:right}label{display:block;margin:.5rem 0}
input[type=text],input[type=email]{width:100%;font:inherit;padding:.55rem .7rem;
border:1px solid var(--line);border-radius:.4rem}fieldset{border:0;padding:0;margin:.8rem 0}
fieldset label{margin:.25rem 0;font-size:.92rem}legend{font-weight:600}
button{font:inherit;padding:.6rem 1.2rem;border-radius:.4rem;border:1px solid var(--line);
background:#fff;color:var(--ink);cursor:pointer}button.main{background:var(--accent);
border-color:var(--accent);color:#fff}.wide{width:100%}
button:disabled{opacity:.45;cursor:default}
.problem{background:#fdecec;border:1px solid #e5a5a5;color:#8a1f1f;padding:.7rem 1rem;
border-radius:.4rem}.row{display:flex;gap:.6rem;flex-wrap:wrap;align-items:center;
justify-content:space-between;padding:.5rem 0;border-bottom:1px solid var(--line)}`

export function frame(title: string, body: Page): Page {
  // The style sheet is ours, without anything a visitor typed.
  return html`<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<link rel="icon" href="data:,"><style>${raw(STYLE)}</style>
<header>Stripe sandbox – a local stand-in. No real card, no real money.</header>
<main>${body}</main></html>`
}

export const problemNote = (problem: string) =>
  problem ? html`<p class="problem" role="alert">${problem}</p>` : ''

export const cardChoice = () =>
  html`<fieldset><legend>Test card</legend>${CARDS.map(
    (card, index) => html`<label><input type="radio" name="card" value="${card.number}"
${index === 0 ? raw('checked') : ''}> ${card.number.replace(/(.{4})(?=.)/g, '$1 ')} –
${card.label}</label>`,
  )}</fieldset>`

/** Where a customer pays. The fields are `email`, `name` and `card`. */
export function checkoutPage(books: Books, session: Session, problem: string): Page {
  const { lines, subscription } = books.things.own('checkout.session', session.id)
  const rows = lines.map(line => {
    const price = books.things.need('price', line.price)
    const cost = dollars((price.unit_amount ?? 0) * line.quantity)
    const every = price.recurring ? ` / ${everyOf(price).interval}` : ''
    const name = `${nameOf(books, price)} × ${line.quantity}`
    return html`<tr><td>${name}</td><td>${cost}${every}</td></tr>`
  })
  const trial = subscription.trialDays
    ? html`<p>${subscription.trialDays} days free, then as above.</p>`
    : ''
  const verb = session.mode === 'subscription' ? (trial ? 'Start trial' : 'Subscribe') : 'Pay'
  const email = session.customer_details?.email ?? ''
  const name = session.customer_details?.name ?? ''
  return frame(
    'Checkout',
    html`<section><p class="soft">Content Creation</p>
<p class="sum">${dollars(session.amount_total ?? 0)}</p><table>${rows}</table>${trial}
${session.cancel_url ? html`<p><a id="cancel" href="${session.cancel_url}">← Back</a></p>` : ''}
</section><section><h1>Pay with card</h1>${problemNote(problem)}
<form method="post" action="/c/pay/${session.id}">
<label>Email<input type="email" name="email" value="${email}" required></label>
<label>Name on card<input type="text" name="name" value="${name || 'Sandbox Buyer'}"></label>
${cardChoice()}<button class="main wide" id="pay">${verb}</button></form></section>`,
  )
}

/** The bank asks whether it was really them. Of a session, or of a payment elsewhere. */
export function bankPage(session: string | null): Page {
  const action = session ? html`action="/c/pay/${session}/bank"` : ''
  return frame(
    '3-D Secure',
    html`<section><h1>Your bank: 3-D Secure</h1>
<p>This is where the bank would send a code to your phone.</p>
<form method="post" ${action}><p class="row">
<button name="decision" value="fail" id="fail">Fail authentication</button>
<button class="main" name="decision" value="complete" id="complete">Complete authentication</button>
</p></form></section>`,
  )
}

export function invoicePage(books: Books, invoice: Invoice, problem: string): Page {
  const rows = invoice.lines.data.map(
    line => html`<tr><td>${line.description}</td><td>${dollars(line.amount)}</td></tr>`,
  )
  const pay = invoice.status === 'open'
  return frame(
    `Invoice ${invoice.number}`,
    html`<section><h1>Invoice ${invoice.number}</h1>
<p class="soft">${invoice.customer_email} · ${day(invoice.created)}</p>
<p class="sum">${dollars(pay ? invoice.amount_remaining : invoice.total)}</p>
${problemNote(problem)}<table>${rows}</table>
<p>Status: <strong id="status">${invoice.status}</strong></p>
<p><a id="pdf" href="${books.kit.origin}/i/${invoice.id}/pdf">Download PDF</a></p>
${pay ? html`<form method="post"><button class="main wide" id="pay">Pay now</button></form>` : ''}
</section>`,
  )
}

export const day = (second: number) => new Date(second * 1000).toISOString().slice(0, 10)

export function sorryPage(back?: string | null): Page {
  return frame(
    'Not found',
    html`<section><h1>This page is over</h1><p>The link has expired or was never there.</p>
${back ? html`<p><a id="cancel" href="${back}">← Back</a></p>` : ''}</section>`,
  )
}
