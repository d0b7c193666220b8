import { describe, expect, test } from 'bun:test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAULTS, faultPage, faultPages } from '../../api/contract/index.ts'
import { CAUSES_DE } from '../../api/contract/platforms/causes-de.ts'
import { HELP_PAGES, helpFor } from '../../app/src/ui/shell/pages.ts'
import { faultDocuments } from '../../landing/src/faults/documents.ts'
import { MORE } from '../../landing/src/faults/more.ts'
import { table, withFacts } from './blocks.ts'
import { FACTS } from './facts/index.ts'
import { readPages } from './pages.ts'
import { rewriteDocuments } from './rewrite.ts'

const LANGUAGES = ['en', 'de'] as const
const ROOT = join(import.meta.dir, '../..')
const asks = (fact: string) => `before\n<!-- facts: ${fact} -->\nold\n<!-- /facts -->\nafter\n`

describe('a block', () => {
  test('is written anew, and nothing around it', async () => {
    const facts = { greeting: (name: string, language: string) => `${name} ${language}` }
    expect(await withFacts(asks('greeting ada'), facts, 'de')).toBe(
      asks('greeting ada').replace('old', 'ada de'),
    )
  })

  test('that asks for what nobody knows, or has no end, is refused', async () => {
    for (const text of [asks('moon'), '<!-- facts: apps -->\n', asks('constructor')]) {
      await expect(withFacts(text, FACTS, 'en')).rejects.toThrow()
    }
  })

  test('may hold a table whose cells hold anything', () => {
    expect(table(['a'], [['1|2\n3']])).toBe('| a |\n|---|\n| 1\\|2 3 |')
  })
})

test('a document that says something else than the code is found, and can be mended', async () => {
  const root = mkdtempSync(join(tmpdir(), 'documents-'))
  const file = join(root, 'landing/src/content/docs/de/apps.md')
  await Bun.write(file, asks('apps'))
  const stale = ['landing/src/content/docs/de/apps.md']
  expect(await rewriteDocuments(root, FACTS, { isDry: true })).toEqual(stale)
  expect(await rewriteDocuments(root, FACTS, { isDry: false })).toEqual(stale)
  expect(await rewriteDocuments(root, FACTS, { isDry: true })).toEqual([])
  expect(await Bun.file(file).text()).toContain('/de/docs/platform-apps/')
})

test('the documents say what the code says', async () => {
  expect(await rewriteDocuments(ROOT, FACTS, { isDry: true })).toEqual([])
})

describe('the pages about faults', () => {
  const made = LANGUAGES.flatMap(language =>
    faultDocuments(language).map(it => ({ ...it, language })),
  )

  test('have an address each, and every code in each language', () => {
    expect(new Set(made.map(it => it.id)).size).toBe(made.length)
    const ids = new Set(made.map(it => `/${it.id}/`))
    const wanted = faultPages().flatMap(({ path }) => [path, `/de${path}`])
    expect(wanted.filter(path => !ids.has(path))).toEqual([])
  })

  test('are found by whoever has a code, its kind included', () => {
    for (const { platform, code, path } of faultPages()) {
      expect(faultPage(platform, code)).toBe(path)
    }
    expect(faultPage('instagram', '250')).toBe('/docs/troubleshooting/instagram/201-299/')
    expect(faultPage('youtube', 'http_503')).toBe('/docs/troubleshooting/agent/http-500/')
    expect(faultPage(null, 'nonsense')).toBeNull()
    for (const code of Object.keys(FAULTS)) expect(faultPage(null, code)).not.toBeNull()
  })

  test('say every cause in German, and none that is no more', () => {
    const causes = new Set(faultPages().map(it => it.row.cause))
    expect(new Set(Object.keys(CAUSES_DE))).toEqual(causes)
  })

  test('with more to say are pages that there are, the same in each language', () => {
    expect(Object.keys(MORE.de)).toEqual(Object.keys(MORE.en))
    const ends = faultPages().map(it => it.path.replace('/docs/troubleshooting/', ''))
    for (const end of Object.keys(MORE.en)) expect(ends).toContain(end)
  })

  test('help with each page of the dashboard', async () => {
    const routes = new Set((await readPages()).map(it => it.route))
    expect(HELP_PAGES.filter(path => !routes.has(path))).toEqual([])
    // Who runs a server reads English; the site shows that page to everybody.
    const inGerman = HELP_PAGES.filter(path => path !== helpFor('/operator'))
    expect(inGerman.filter(path => !routes.has(`/de${path}`))).toEqual([])
    const [one, nowhere] = ['/videos/1', '/nowhere'].map(helpFor)
    expect([one, nowhere]).toEqual([helpFor('/videos'), '/docs/'])
  })

  test('link to pages and headings that there are', async () => {
    const written = await readPages()
    const routes = new Map([
      ...made.map(it => [`/${it.id}/`, new Set<string>()] as const),
      ...written.map(it => [it.route, it.anchors] as const),
    ])
    const broken = made.flatMap(({ id, body, language }) => {
      const links = [...body.matchAll(/\]\((\/[^)#]*)#?([^)]*)\)/g)]
      return links
        .filter(([, path = '', anchor]) => {
          const isOurs = path.startsWith('/de/') === (language === 'de')
          return !isOurs || !(anchor ? routes.get(path)?.has(anchor) : routes.has(path))
        })
        .map(([link]) => `${id}: ${link}`)
    })
    expect(broken).toEqual([])
  })
})
