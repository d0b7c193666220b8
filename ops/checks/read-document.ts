import GithubSlugger from 'github-slugger'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'

interface Mention {
  text: string
  line: number
}

/** What a document says that can be true or false of the tree around it. */
export interface Document {
  file: string
  /** What stands between backticks, and each line of a block of commands. */
  codes: Mention[]
  /** Where its links and pictures lead, as written. */
  links: Mention[]
  /** What a link may name after `#`. */
  anchors: Set<string>
}

const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---\r?\n/
const HTML_LINK = /\b(?:href|src)="([^"]+)"/g

export function readDocument(file: string, text: string): Document {
  // As many empty lines as it had, so that later lines keep their numbers.
  const body = text.replace(FRONT_MATTER, found => found.replace(/[^\n]/g, ''))
  const document: Document = { file, codes: [], links: [], anchors: new Set() }
  const slugger = new GithubSlugger()
  visit(fromMarkdown(body), node => {
    const line = node.position?.start.line ?? 1
    if (node.type === 'heading') document.anchors.add(slugger.slug(plainText(node)))
    if (node.type === 'inlineCode') document.codes.push({ text: node.value, line })
    if (node.type === 'code') document.codes.push(...commandsOf(node.lang, node.value, line))
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      document.links.push({ text: node.url, line })
    }
    if (node.type === 'html') {
      const found = node.value.matchAll(HTML_LINK)
      document.links.push(...[...found].map(([, url = '']) => ({ text: url, line })))
    }
  })
  return document
}

function commandsOf(lang: string | null | undefined, block: string, line: number): Mention[] {
  if (lang !== 'sh') return []
  return block.split('\n').map((text, index) => ({ text, line: line + 1 + index }))
}
