import type { CollectionEntry } from 'astro:content'

type Document = CollectionEntry<'docs'>

const MARKS = /^<!-- \/?facts.*-->\n?/gm
/** What an .mdx page needs in order to be drawn, and a reader does not. */
const DRAWING = /^(import .*|<[A-Z]\w*[^>]*\/>)\n/gm

/** A document as a program reads it: its title, what it is about, and its words. */
export function documentText({ data, body = '' }: Document): string {
  const about = data.description ? `> ${data.description}\n\n` : ''
  return `# ${data.title}\n\n${about}${body.replace(MARKS, '').replace(DRAWING, '').trim()}\n`
}

/** All of them but the one for lost readers. */
export const isDocument = ({ id }: Document): boolean => /^(de\/)?docs(\/|$)/.test(id)
