/** What a built page of the public site is made of. */
export interface BuiltPage {
  title: string
  description: string
  language: string
  /** All that is written on it. */
  text: string
  /** Paths of this site, without its origin. */
  canonical: string
  card: string
  alternates: Record<string, string>
  scripts: string[]
  styles: string[]
  /** Pictures that a browser may fetch at once; one of them is. */
  eager: string[]
  /** Everything that a browser fetches for it. */
  loads: string[]
}

const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]+/, '')
const sourcesIn = (set: string) => set.split(',').map(it => it.trim().split(' ')[0] ?? '')

/** Reads a page as a browser without scripts does. */
export async function readPage(path: string): Promise<BuiltPage> {
  const html = await Bun.file(path).text()
  const page: BuiltPage = {
    ...{ title: '', description: '', language: '', text: '', canonical: '', card: '' },
    ...{ alternates: {}, scripts: [], styles: [], eager: [], loads: [] },
  }
  // Sources come before the picture that says how soon they are wanted.
  let waiting: string[] = []
  const on = (selector: string, read: (get: (name: string) => string) => void) =>
    rewriter.on(selector, { element: it => read(name => it.getAttribute(name) ?? '') })
  const rewriter = new HTMLRewriter()
  const reads = (selector: string, field: 'title' | 'text') =>
    rewriter.on(selector, {
      text: it => {
        page[field] += it.text
      },
    })
  reads('title', 'title')
  reads('body', 'text')
  on('html', get => (page.language = get('lang')))
  on('meta[name=description]', get => (page.description = get('content')))
  on('meta[property="og:image"]', get => (page.card = pathOf(get('content'))))
  on('link[rel=canonical]', get => (page.canonical = pathOf(get('href'))))
  on('link[rel=alternate][hreflang]', get => {
    page.alternates[get('hreflang')] = pathOf(get('href'))
  })
  on('link[rel=stylesheet]', get => page.styles.push(get('href')))
  on('link[rel=icon]', get => page.loads.push(get('href')))
  on('script', get => {
    if (get('type') !== 'application/ld+json') page.scripts.push(get('src') || 'inline')
  })
  on('source[srcset]', get => (waiting = [...waiting, ...sourcesIn(get('srcset'))]))
  on('video[poster]', get => page.eager.push(get('poster')))
  on('video > source', get => page.loads.push(get('src')))
  on('video > track', get => page.loads.push(get('src')))
  on('img', get => {
    const all = [...waiting, get('src')]
    waiting = []
    page.loads.push(...all)
    if (get('loading') === 'eager') page.eager.push(...all)
  })
  rewriter.transform(html)
  page.loads.push(...page.styles, ...page.scripts.filter(it => it !== 'inline'))
  return page
}
