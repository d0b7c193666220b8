import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
import type { Loader } from 'astro/loaders'
import { faultDocuments, type MadeDocument } from './faults/documents.ts'

// The public pages have `/`, so the documents are below `/docs/`.
function route(entry: string): string {
  const path = entry.replace(/(^|\/)index\.md$|\.mdx?$/, '')
  const [, german, rest] = /^(de(?=\/|$)\/?)?(.*)$/.exec(path) ?? []
  return `${german ? 'de/' : ''}docs/${rest}`.replace(/\/$/, '')
}

const written = docsLoader({ generateId: ({ entry }) => route(entry) })

/** The documents that files hold, and those that are made from tables of ours. */
const loader: Loader = {
  name: 'documents',
  async load(context) {
    await written.load(context)
    const made = [...faultDocuments('en'), ...faultDocuments('de')]
    for (const document of made) await keep(context, document)
  },
}

type Context = Parameters<Loader['load']>[0]

async function keep(context: Context, { id, body, ...data }: MadeDocument) {
  const { store, parseData, renderMarkdown, generateDigest } = context
  // Where a file would stand; Starlight asks for it.
  const filePath = `src/content/docs/${id.replace(/(^|\/)docs\//, '$1')}.md`
  const digest = generateDigest(JSON.stringify([data, body]))
  store.set({
    id,
    data: await parseData({ id, data: { ...data, editUrl: false } }),
    ...{ body, filePath, digest },
    rendered: await renderMarkdown(body),
  })
}

export const collections = { docs: defineCollection({ loader, schema: docsSchema() }) }
