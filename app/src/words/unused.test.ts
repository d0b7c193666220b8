import { expect, test } from 'bun:test'
import { dirname, join } from 'node:path'

const SOURCE = join(import.meta.dir, '..')
const ROOT = /^(?:export )?const (\w+)/
const NAME = /^( +)(\w+): ?(.*)$/

const read = (path: string) => Bun.file(join(SOURCE, path)).text()

const sources = [...new Bun.Glob('**/*.{ts,tsx}').scanSync(SOURCE)].filter(
  path => !/^words\/(en|de)\//.test(path) && !path.endsWith('.test.ts'),
)

const importersOf = (end: string, code: Map<string, string>) =>
  sources.filter(path => code.get(path)?.includes(`${end}'`))

/** The code that may say a file's words: around whoever has them; everywhere for shared ones. */
function codeAround(wordsFile: string, code: Map<string, string>): string {
  const holders = importersOf(`/${wordsFile}`, code)
  const lent = holders.flatMap(path => importersOf(path.split('/').slice(-2).join('/'), code))
  const folders = [...holders, ...lent].map(path =>
    path.startsWith('pages/') ? dirname(path) : '',
  )
  const around = sources.filter(path => folders.some(folder => path.startsWith(folder)))
  return around.map(path => code.get(path)).join('\n')
}

/** Names of words that no code says; those below a name that is indexed are said by their index. */
function unusedIn(text: string, code: string): string[] {
  const above: string[] = []
  let root = ''
  return text.split('\n').flatMap(line => {
    root = ROOT.exec(line)?.[1] ?? root
    const [, indent = '', name = '', rest] = NAME.exec(line) ?? []
    if (!name) return []
    const depth = indent.length / 2
    above.length = depth - 1
    const isIndexed = [root, ...above].some(it => new RegExp(`\\b${it}(\\[|\\)|\\})`).test(code))
    above.push(name)
    if (isIndexed || rest === '{') return []
    const isSaid = new RegExp(`\\b${name}\\b`).test(code)
    return isSaid ? [] : [above.join('.')]
  })
}

test('every word is said somewhere', async () => {
  const code = new Map(await Promise.all(sources.map(async it => [it, await read(it)] as const)))
  const unused: string[] = []
  for (const path of new Bun.Glob('words/en/**/*.ts').scanSync(SOURCE)) {
    const wordsFile = path.replace('words/', '')
    const around = codeAround(wordsFile, code)
    unused.push(...unusedIn(await read(path), around).map(name => `${wordsFile}: ${name}`))
  }
  expect(unused).toEqual([])
})
