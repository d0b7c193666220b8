// Swagger UI's own colours fall short of what people can read, and it shows a choice of servers
// where there is one.
export const LOOK = `
.swagger-ui .servers, .swagger-ui .servers-title { display: none }
header { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
.swagger-ui .info .title small { background: #565d6b }
.swagger-ui .info .title small.version-stamp { background: #4a6b00 }
.swagger-ui .info a, .swagger-ui .info .url, .swagger-ui .info .link { color: #1a5fb4 }
.swagger-ui .btn.authorize, .swagger-ui .btn.authorize span { color: #0b6b3f }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #0b6b3f }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1a5fb4 }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b3261e }
.swagger-ui .btn.execute { background: #1a5fb4; border-color: #1a5fb4 }
.swagger-ui .btn.cancel { color: #b3261e; border-color: #b3261e }
.swagger-ui .parameter__in { color: #565d6b }
.dark-mode .swagger-ui .btn.cancel { color: #ffb4ab !important }
.dark-mode .swagger-ui .parameter__in { color: #c4c7c7 }
.dark-mode .swagger-ui .info a, .dark-mode .swagger-ui .info .url,
.dark-mode .swagger-ui .info .link { color: #8ab8ff }
.dark-mode .swagger-ui .btn.authorize, .dark-mode .swagger-ui .btn.authorize span { color: #6ee7a8 }
.dark-mode .swagger-ui table.headers td, .dark-mode .swagger-ui .header-col { color: #e4e6e6 }
`

// In a file of its own, because our policy lets no script stand in a page.
export const START = `const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
follow()
dark.addEventListener('change', follow)
// What it leaves without a name, whenever it draws.
const NAMES = {
  '.information-container': () => ({ role: 'region', 'aria-label': 'About' }),
  '.information-container .title': () => ({ 'aria-level': '2' }),
  '.body-param__text': () => ({ 'aria-label': 'Body' }),
  '.responses-table': it => ({ 'aria-label': it.id }),
  '.parameters select, .parameters input': it => ({
    'aria-label': it.closest('tr')?.dataset.paramName ?? 'Content type',
  }),
}
const name = () => {
  for (const [selector, namesOf] of Object.entries(NAMES)) {
    for (const it of document.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(namesOf(it))) it.setAttribute(name, value)
    }
  }
}
new MutationObserver(name).observe(document.body, { childList: true, subtree: true })
SwaggerUIBundle({
  dom_id: '#app', url: '/api/v1/openapi.json', validatorUrl: null,
  displayRequestDuration: true, defaultModelsExpandDepth: 0,
})`
