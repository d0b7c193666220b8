import { defineRouteMiddleware } from '@astrojs/starlight/route-data'

/** What a page is told before it is drawn. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute
  // The public page is in English alone.
  route.siteTitleHref = route.locale ? `/${route.locale}/docs/` : '/'
  // A search in German finds what is written in German.
  if (!route.isFallback) return
  route.entry = { ...route.entry, data: { ...route.entry.data, pagefind: false } }
})
