import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { faultFolder, faultPages, PLATFORMS } from '../../api/contract/index.ts'
import type { Document } from './read-document.ts'
import type { Finding } from './tree.ts'

const PAGES = 'landing/src/content/docs/'
const ELSEWHERE = /^([a-z][a-z+.-]*:|\/\/)/i

/** What the site makes from the catalogue of faults; no file holds it. */
const MADE = new Set(
  [...[...PLATFORMS, null].map(faultFolder), ...faultPages().map(it => it.path)].flatMap(path => [
    path,
    `/de${path}`,
  ]),
)

type Documents = ReadonlyMap<string, Document>

/** Links that lead nowhere: to a page or file that is not there, or to no heading of it. */
export function brokenLinks(root: string, document: Document, all: Documents): Finding[] {
  return document.links.flatMap(({ text, line }) => {
    const says = whyBroken(root, { from: document.file, link: text }, all)
    return says ? [{ file: document.file, line, says }] : []
  })
}

function whyBroken(root: string, { from, link }: { from: string; link: string }, all: Documents) {
  if (ELSEWHERE.test(link)) return undefined
  const [path = '', anchor] = decodeURI(link).split('#')
  if (from.startsWith(PAGES) && MADE.has(path)) return undefined
  const target = targetOf(root, from, path)
  if (!existsSync(join(root, target))) return `${target} is not there`
  const anchors = all.get(target)?.anchors
  if (anchor && anchors && !anchors.has(anchor)) return `${target} has no heading #${anchor}`
  return undefined
}

/** The file that a link means: on the site a route, elsewhere a file beside the document. */
function targetOf(root: string, from: string, path: string): string {
  if (path === '') return from
  const isRoute = from.startsWith(PAGES) && path.startsWith('/')
  if (!isRoute) return posix.join(posix.dirname(from), path)
  return pageFile(root, path) ?? siteFile(root, path) ?? posix.join('landing/public', path)
}

function pageFile(root: string, route: string): string | undefined {
  const [, language = '', name] = /^\/(de\/)?docs\/(.*?)\/?$/.exec(route) ?? []
  if (name === undefined) return undefined
  const stem = posix.join(PAGES, language, name)
  const names = [`${stem}.md`, `${stem}.mdx`, posix.join(stem, 'index.md')]
  return names.find(file => existsSync(join(root, file)))
}

/** A page beside the documents, which has one file for all languages. */
function siteFile(root: string, route: string): string | undefined {
  const name = route.replace(/^\/(de\/)?|\/$/g, '')
  const stem = posix.join('landing/src/pages/[...locale]', name)
  return [`${stem}.astro`, posix.join(stem, 'index.astro')].find(it => existsSync(join(root, it)))
}

/** Pages that comments in the code name, such as `contributing/protocols/tiktok.md#media`. */
export function brokenCitations(file: string, source: string, all: Documents): Finding[] {
  const named = source.matchAll(/\b(contributing\/[\w/-]+\.mdx?)(?:#([\w-]+))?/g)
  return [...named].flatMap(({ 1: page = '', 2: anchor, index }) => {
    const line = source.slice(0, index).split('\n').length
    const document = all.get(PAGES + page)
    if (!document) return [{ file, line, says: `${PAGES}${page} is not there` }]
    if (!anchor || document.anchors.has(anchor)) return []
    return [{ file, line, says: `${PAGES}${page} has no heading #${anchor}` }]
  })
}
