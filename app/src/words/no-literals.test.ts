import { expect, test } from 'bun:test'
import { join } from 'node:path'

const SOURCE = join(import.meta.dir, '..')
const BIOME = join(SOURCE, '../../node_modules/.bin/biome')
/** What is the same in every language: what is typed, and names of keys and files. */
const SAME_EVERYWHERE = /content login|Ctrl K|PDF|https:\S+|&\w+;/g
const WORD = /\p{L}{3,}/u
/** Attributes and props that people read or hear. */
const SPOKEN =
  /\s(?:aria-label|alt|title|label|hint|about|placeholder|legend|words|confirm|keep|done)="([^"]*)"/g

interface Found {
  location: { path: string; start: { line: number }; end: { line: number } }
}

/** Every text between tags, as the linter's parser sees it, with the lines that it is on. */
async function textsBetweenTags(): Promise<string[]> {
  const rule = ['lint', '--only=style/noJsxLiterals', '--reporter=json', '--max-diagnostics=none']
  const child = Bun.spawn([BIOME, ...rule, '.'], { cwd: SOURCE, stdout: 'pipe', stderr: 'ignore' })
  const { diagnostics } = (await new Response(child.stdout).json()) as { diagnostics: Found[] }
  expect(diagnostics.length).toBeGreaterThan(0)
  const found = await Promise.all(
    diagnostics.map(async ({ location: { path, start, end } }) => {
      const lines = (await Bun.file(join(SOURCE, path)).text()).split('\n')
      return { path, text: spoken(lines.slice(start.line - 1, end.line).join('\n')) }
    }),
  )
  return found.filter(({ text }) => WORD.test(text)).map(({ path, text }) => `${path}: ${text}`)
}

/** Lines without their tags, expressions and what every language says alike. */
const spoken = (lines: string) =>
  lines
    .replace(/=>/g, '')
    .replace(/<[^>]*>|\{[^}]*\}/g, ' ')
    .replace(SAME_EVERYWHERE, '')
    .trim()

async function spokenAttributes(): Promise<string[]> {
  const found: string[] = []
  for await (const path of new Bun.Glob('**/*.tsx').scan(SOURCE)) {
    const text = await Bun.file(join(SOURCE, path)).text()
    for (const [, said = ''] of text.matchAll(SPOKEN)) {
      if (WORD.test(spoken(said))) found.push(`${path}: ${said}`)
    }
  }
  return found
}

test('no sentence stands in a page: each is in words, in every language', async () => {
  const found = [...(await textsBetweenTags()), ...(await spokenAttributes())]
  expect(found).toEqual([])
})
