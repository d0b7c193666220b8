import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'
import { isDocument } from '../text/document-text.ts'

const ABOUT =
  'Content Creation publishes a video that lands in a folder to YouTube, Instagram, TikTok and ' +
  'LinkedIn: prepared for each, from the creator’s own disk, once. An agent on the computer, a ' +
  'server with a dashboard, a REST interface at /api/v1.'

/** In the order in which somebody new wants them; single codes are listed by their platform. */
const SECTIONS = {
  Start: /^docs(\/(getting-started|running))?$/,
  Guides: /^docs\/guides\//,
  'Your own platform apps': /^docs\/platform-apps(\/|$)/,
  'When something goes wrong': /^docs\/troubleshooting(\/[^/]+)?$/,
  Reference: /^docs\/reference\//,
  Optional: /^docs\/contributing(\/|$)/,
}

/** What there is to read here, for programs that read (llmstxt.org). */
export const GET: APIRoute = async () => {
  const documents = (await getCollection('docs', isDocument)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const sections = Object.entries(SECTIONS).map(([name, belongs]) => {
    const lines = documents
      .filter(it => belongs.test(it.id))
      .map(({ id, data }) => `- [${data.title}](/${id}.md): ${data.description ?? ''}`)
    return `## ${name}\n\n${lines.join('\n')}`
  })
  const german = 'German: the same below `/de/docs/`. Each page is at its address with `.md`, too.'
  const text = ['# Content Creation', `> ${ABOUT}`, german, ...sections].join('\n\n')
  return new Response(`${text}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
