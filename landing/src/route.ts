import { defineRouteMiddleware } from '@astrojs/starlight/route-data'

/** What a page is told before it is drawn. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute
  if (route.entry.id.includes('docs')) route.head.push(asMarkdown(route.entry.id))
  route.siteTitleHref = route.locale ? `/${route.locale}/` : '/'
  // A search in German finds what is written in German.
  if (!route.isFallback) return
  route.entry = { ...route.entry, data: { ...route.entry.data, pagefind: false } }
})

/** Where the same page is as text. */
const asMarkdown = (id: string) => ({
  tag: 'link' as const,
  attrs: { rel: 'alternate', type: 'text/markdown', href: `/${id}.md` },
  content: '',
})
