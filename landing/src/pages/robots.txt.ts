import { OPERATOR } from '../site.ts'

export const GET = () =>
  new Response(
    `User-agent: *\nAllow: /\nDisallow: /api/\nDisallow: /trpc/\n\nSitemap: ${OPERATOR.site}/sitemap-index.xml\n`,
  )
