import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'

// The public page has `/`, so the documents are below `/docs/`, all but what a lost reader gets.
const route = (entry: string) =>
  entry === '404.md' ? '404' : `docs/${entry.replace(/(^|\/)index\.md$|\.mdx?$/, '')}`

export const collections = {
  docs: defineCollection({
    loader: docsLoader({ generateId: ({ entry }) => route(entry).replace(/\/$/, '') }),
    schema: docsSchema(),
  }),
}
