import { html, raw } from 'hono/html'
import type { Publication } from './ledger.ts'
import type { Ask, DemoAccount } from './oauth.ts'

export interface Look {
  title: string
  accent: string
}
type Page = ReturnType<typeof html>

const style = (accent: string) => `
:root{color-scheme:light dark;--accent:${accent};
--line:color-mix(in srgb,currentColor 16%,transparent)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif}a{color:inherit}
header{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:center;padding:.8rem 1.5rem;
border-bottom:1px solid var(--line)}header a{font-size:1.15rem;font-weight:700;text-decoration:none}
header i{width:1.7rem;height:1.2rem;border-radius:.35rem;background:var(--accent)}
header span{opacity:.75;font-size:.85rem}main{max-width:72rem;margin:auto;padding:1.5rem}
.grid{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr))}
article,.card{border:1px solid var(--line);border-radius:.9rem;overflow:hidden}
.card{max-width:34rem;margin:6vh auto;padding:2rem}article div{padding:.9rem 1rem}
video{width:100%;aspect-ratio:16/9;max-height:70vh;background:#000;display:block}
h1{font-size:1.4rem;margin:.2rem 0 .6rem}h2{font-size:1.05rem;margin:0}
p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;font-size:.8rem;margin:.6rem 0 0}
dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}code{font-size:.75rem;overflow-wrap:anywhere}
label{display:block;padding:.35rem 0}fieldset{border:0;padding:0;margin:1rem 0}
legend{font-weight:600}nav{display:flex;gap:.8rem;justify-content:flex-end}
button{font:inherit;padding:.55rem 1.3rem;cursor:pointer;border-radius:2rem;
border:1px solid var(--line);background:none;color:inherit}
button.main{background:var(--accent);border-color:var(--accent);color:#fff}
.empty{text-align:center;padding:14vh 1rem}`

function shell(look: Look, body: Page): Page {
  // The style sheet is ours, without anything a visitor typed.
  return html`<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${look.title}</title>
<link rel="icon" href="data:,">
<style>${raw(style(look.accent))}</style>
<header><i></i><a href="/">${look.title}</a>
<span>A local stand-in. Nothing here leaves this computer.</span></header>
<main>${body}</main></html>`
}

const facts = (it: Publication) => html`<dl>
<dt>Visibility</dt><dd>${it.privacy}</dd>
<dt>Published</dt><dd>${it.publishedAt}</dd>
<dt>Views</dt><dd>${it.views} · ${it.likes} likes · ${it.comments} comments</dd>
<dt>Size</dt><dd>${it.sizeBytes.toLocaleString('en')} bytes</dd>
<dt>SHA-256</dt><dd><code>${it.sha256}</code></dd></dl>`

const player = (it: Publication) => html`<video controls preload="metadata"
${it.thumbnail ? html`poster="/_sandbox/thumbnails/${it.remoteId}"` : ''}
src="/_sandbox/files/${it.remoteId}"></video>`

/** Everything that was published, newest first. */
export function galleryPage(look: Look, publications: Publication[]): Page {
  if (publications.length === 0) {
    return shell(
      look,
      html`<div class="empty"><h1>Nothing has been published yet</h1>
<p>A video appears here as soon as a client has uploaded and published it.</p></div>`,
    )
  }
  const cards = publications.toReversed().map(
    it => html`<article data-remote-id="${it.remoteId}">${player(it)}
<div><h2><a href="${it.url}">${it.title || 'Untitled'}</a></h2>
<p>${it.text}</p>${facts(it)}</div></article>`,
  )
  return shell(look, html`<div class="grid">${cards}</div>`)
}

/** One published video at the address the platform would give it. */
export function videoPage(look: Look, it: Publication): Page {
  return shell(
    look,
    html`<article data-remote-id="${it.remoteId}">${player(it)}<div>
<h1>${it.title || 'Untitled'}</h1><p>${it.text}</p>${facts(it)}
<form method="post" action="/_sandbox/like"><input type="hidden" name="remoteId"
value="${it.remoteId}"><p><button>Like</button></p></form></div></article>`,
  )
}

/** A sentence in the platform's frame: unknown address, refused authorization. */
export function noticePage(look: Look, title: string, detail: string): Page {
  return shell(look, html`<div class="card"><h1>${title}</h1><p>${detail}</p></div>`)
}

/** The question a platform puts to a person: which account, and what may the client do? */
export function consentPage(look: Look, ask: Ask, accounts: DemoAccount[]): Page {
  return shell(
    look,
    html`<form class="card" method="post" action="/_sandbox/consent">
<h1>${look.title} – allow Content Creation to use your account?</h1>
<input type="hidden" name="request" value="${ask.request}">
<fieldset><legend>Account</legend>${accounts.map(
      (it, index) => html`<label><input type="radio" name="account" value="${it.id}"
${index === 0 ? raw('checked') : ''}> ${it.name} <small>${it.handle}</small></label>`,
    )}</fieldset>
<fieldset><legend>It asks to</legend>${ask.scopes.map(
      scope => html`<label><input type="checkbox" name="scope" value="${scope}" checked>
<code>${scope}</code></label>`,
    )}</fieldset>
<nav><button name="decision" value="deny">Cancel</button>
<button class="main" name="decision" value="allow">Allow</button></nav></form>`,
  )
}
