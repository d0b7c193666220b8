/** What is written between two marks of a document, made from what the code says. */
export type Fact = (argument: string, language: Language) => string | Promise<string>
export type Facts = Readonly<Record<string, Fact>>
export type Language = 'en' | 'de'

const BLOCK = /^<!-- facts: ([a-z-]+)(?: ([\w-]+))? -->\n[\s\S]*?^<!-- \/facts -->$/gm
const OPENING = /^<!-- facts: /gm

/** The document with every block written anew; throws on a fact that nobody knows. */
export async function withFacts(text: string, facts: Facts, language: Language): Promise<string> {
  const blocks = [...text.matchAll(BLOCK)]
  if (blocks.length !== (text.match(OPENING)?.length ?? 0)) throw new Error('a block has no end')
  let written = ''
  let at = 0
  for (const { 0: block, 1: name = '', 2: argument = '', index } of blocks) {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
    if (!fact) throw new Error(`there is no fact called ${name}`)
    const mark = block.slice(0, block.indexOf('\n'))
    const says = (await fact(argument, language)).trim()
    written += `${text.slice(at, index)}${mark}\n${says}\n<!-- /facts -->`
    at = index + block.length
  }
  return written + text.slice(at)
}

/** Every fact that a document uses, with what it asks. */
export const factsIn = (text: string): string[] =>
  [...text.matchAll(BLOCK)].map(([, name = '', argument]) => [name, argument].join(' ').trim())

/** A table; what stands in a cell may hold anything but a line break. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')
