import { join, posix } from 'node:path'

interface BuiltPage {
  ids: Set<string>
  links: string[]
}

/** Every page of a built site by its address, with what it links to and what can be linked to. */
export async function readSite(folder: string): Promise<Map<string, BuiltPage>> {
  const pages = new Map<string, BuiltPage>()
  for (const path of new Bun.Glob('**/*.html').scanSync(folder)) {
    const page: BuiltPage = { ids: new Set(), links: [] }
    const read = new HTMLRewriter()
      .on('[id]', { element: it => void page.ids.add(it.getAttribute('id') ?? '') })
      .on('a[href], link[href]', {
        element: it => void page.links.push(it.getAttribute('href') ?? ''),
      })
      .on('img[src], script[src]', {
        element: it => void page.links.push(it.getAttribute('src') ?? ''),
      })
    read.transform(await Bun.file(join(folder, path)).text())
    pages.set(`/${path.replace(/(^|\/)index\.html$/, '$1')}`, page)
  }
  return pages
}

/** What is the server's own, and doors of the dashboard. */
const ELSEWHERE = /^\/(api|app)\/|^\/(login|register)$/

/** Links inside the site to a page, file or heading that is not there. */
export async function brokenLinks(
  folder: string,
  pages: ReadonlyMap<string, BuiltPage>,
): Promise<string[]> {
  const broken = new Set<string>()
  for (const [from, { links }] of pages) {
    for (const link of new Set(links)) {
      // Another host's page, and what is no part of the site.
      if (!/^[/#.]/.test(link) || link.startsWith('//') || ELSEWHERE.test(link)) continue
      const [path = '', anchor] = decodeURI(link).split('#')
      const target = path === '' ? from : posix.join(path.startsWith('/') ? '/' : from, path)
      const page = pages.get(target) ?? pages.get(`${target}/`)
      const isThere = page ?? (await Bun.file(join(folder, target)).exists())
      if (!isThere || (anchor && page && !page.ids.has(anchor))) broken.add(`${from} → ${link}`)
    }
  }
  return [...broken]
}
