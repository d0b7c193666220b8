import { join } from 'node:path'
import { type Facts, withFacts } from './blocks.ts'
import { DOCS } from './pages.ts'

/** Brings every document's blocks up to date; gives the files that were not. */
export async function rewriteDocuments(
  root: string,
  facts: Facts,
  { isDry }: { isDry: boolean },
): Promise<string[]> {
  const changed: string[] = []
  for (const path of [...new Bun.Glob('**/*.md').scanSync(join(root, DOCS))].sort()) {
    const file = join(root, DOCS, path)
    const before = await Bun.file(file).text()
    const language = path.startsWith('de/') ? 'de' : 'en'
    const after = await withFacts(before, facts, language).catch(error => {
      throw new Error(`${DOCS}/${path}: ${error.message}`)
    })
    if (after === before) continue
    changed.push(`${DOCS}/${path}`)
    if (!isDry) await Bun.write(file, after)
  }
  return changed
}
