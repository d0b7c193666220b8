import { join } from 'node:path'
import { type Document, readDocument } from '../checks/read-document.ts'

const ROOT = join(import.meta.dir, '../..')
export const DOCS = 'landing/src/content/docs'

export interface Page extends Document {
  /** Where the site has it: `/docs/running/`, `/de/docs/running/`. */
  route: string
  /** Below the folder of documents, as `de/running.md`. */
  path: string
  text: string
}

/** Every document of the site that a file holds. */
export async function readPages(): Promise<Page[]> {
  const paths = [...new Bun.Glob('**/*.{md,mdx}').scanSync(join(ROOT, DOCS))].sort()
  return Promise.all(
    paths.map(async path => {
      const text = await Bun.file(join(ROOT, DOCS, path)).text()
      const document = readDocument(`${DOCS}/${path}`, text)
      return { ...document, path, text, route: routeOf(path) }
    }),
  )
}

function routeOf(path: string): string {
  const [, language = '', name = ''] = /^(de\/)?(.*?)(?:\/?index)?\.mdx?$/.exec(path) ?? []
  return `/${language}docs/${name}${name ? '/' : ''}`
}
