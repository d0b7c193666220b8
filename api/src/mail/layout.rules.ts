import type { Words } from './words.ts'

/** How a mail looks: ours, or the workspace's own. */
export interface Look {
  product: string
  /** `#rrggbb`, on which white can be read. */
  colour: string
  /** The address of the logo within the mail; null when there is none. */
  logoSrc: string | null
  /** Why somebody gets this, and how it is stopped when it can be. */
  footer: string
  unsubscribeUrl: string | null
}

/** A mail as HTML: one column, no picture from elsewhere, light and dark. */
export function htmlOf(words: Words, look: Look): string {
  const { heading, what, items = [], button, who } = words
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(words.subject)}</title>
<style>${STYLE}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f5f7">
<div style="display:none;max-height:0;overflow:hidden">${escaped(what[0] ?? '')}</div>
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"><tr>
<td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"
 style="max-width:560px;${FONT}"><tr><td class="name" style="padding:0 4px 16px;${NAME}">
${nameplate(look)}</td></tr><tr>
<td class="card" style="${CARD};border-top:4px solid ${look.colour}">
<h1 class="ink" style="${HEADING}">${escaped(heading)}</h1>
${what.map(text => paragraph(text, 'ink', INK)).join('\n')}
${items.map(item).join('\n')}
${button ? buttonOf(button, look.colour) : ''}
${who.map(text => paragraph(text, 'soft', SOFT)).join('\n')}
</td></tr><tr><td class="soft" style="padding:16px 4px 0;font-size:13px;line-height:20px;${SOFT}">
${escaped(look.footer)}${stopLink(look)}</td></tr></table></td></tr></table>
</body>
</html>
`
}

/** The same mail as plain text. */
export function textOf(words: Words, look: Look): string {
  const { heading, what, items = [], button, who } = words
  const listed = items.map(({ title, text, help }) => `- ${title}\n  ${text}\n  ${help}`)
  const parts = [
    heading,
    ...what,
    ...(listed.length > 0 ? [listed.join('\n\n')] : []),
    ...(button ? [`${button.words}:\n${button.url}`] : []),
    ...who,
    `-- \n${look.product}. ${look.footer}`,
    ...(look.unsubscribeUrl === null ? [] : [`No more of these: ${look.unsubscribeUrl}`]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Text that is text in HTML, whatever it holds, in an attribute too. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"'`]/g, character => `&#${character.codePointAt(0)};`)

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const INK = 'color:#1a1d21'
const SOFT = 'color:#5b6470'
const NAME = `font-size:15px;font-weight:600;${INK}`
const CARD = 'background:#ffffff;border-radius:12px;padding:28px 28px 20px'
const HEADING = `margin:0 0 16px;font-size:22px;line-height:30px;font-weight:650;${INK}`

// Programs that know no dark mode keep what stands in the elements; the others read this.
const STYLE = `
:root{color-scheme:light dark}
.item{background:#f4f5f7}
@media (prefers-color-scheme:dark){
.page{background:#111418 !important}.card{background:#1c2127 !important}
.item{background:#262c34 !important}
.ink,.name{color:#eef1f4 !important}.soft,.soft a{color:#a9b2bd !important}
}
@media (max-width:480px){.card{padding:22px 18px 14px !important}}
`

const nameplate = ({ product, logoSrc }: Look) =>
  logoSrc === null
    ? escaped(product)
    : `<img src="${escaped(logoSrc)}" alt="${escaped(product)}" height="36" style="height:36px">`

const paragraph = (text: string, name: string, colour: string) =>
  `<p class="${name}" style="margin:0 0 14px;font-size:16px;line-height:25px;${WRAP};${colour}">` +
  `${escaped(text)}</p>`

// A name without spaces must not make the column wider than a telephone.
const WRAP = 'overflow-wrap:anywhere;word-break:break-word'

const item = ({ title, text, help }: { title: string; text: string; help: string }) =>
  `<div class="item" style="margin:0 0 12px;padding:12px 14px;border-radius:8px;${WRAP};` +
  `font-size:15px;line-height:22px"><div class="ink" style="font-weight:600;${INK}">` +
  `${escaped(title)}</div><div class="ink" style="${INK}">${escaped(text)}</div>` +
  `<div class="soft" style="${SOFT}">${escaped(help)}</div></div>`

const buttonOf = ({ words, url }: { words: string; url: string }, colour: string) =>
  `<table role="presentation" cellspacing="0" cellpadding="0" border="0"` +
  ` style="margin:6px 0 20px"><tr><td style="border-radius:8px;background:${colour}">` +
  `<a href="${escaped(url)}" style="display:inline-block;padding:12px 22px;font-size:16px;` +
  `font-weight:600;color:#ffffff;text-decoration:none">${escaped(words)}</a></td></tr></table>`

const stopLink = ({ unsubscribeUrl }: Look) =>
  unsubscribeUrl === null
    ? ''
    : ` <a href="${escaped(unsubscribeUrl)}" style="${SOFT}">No more of these</a>.`
