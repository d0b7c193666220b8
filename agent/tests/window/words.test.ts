import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { en } from '../../window/words/en.ts'

const WINDOW = join(import.meta.dir, '../../window')
/** A part's own words have a short name in its file. */
const ALIAS = /const say = words((?:\.\w+)+)$/gm
const SAID = /\b(words|say)((?:\.\w+)+|(?=\[))/g

/** The paths of words that a file says; a path above them where it says which by an index. */
function saidIn(text: string): string[] {
  const parts = [...text.matchAll(ALIAS)].map(([, path]) => path)
  return [...text.replaceAll(ALIAS, '').matchAll(SAID)].flatMap(([, root, path]) =>
    root === 'words' ? [path ?? ''] : parts.map(part => `${part}${path}`),
  )
}

function pathsIn(words: object, above = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    value !== null && typeof value === 'object'
      ? pathsIn(value, `${above}.${name}`)
      : [`${above}.${name}`],
  )
}

test('every word of the window is said somewhere', async () => {
  const files = [...new Bun.Glob('**/*.{ts,tsx}').scanSync(WINDOW)].filter(
    file => !/^(words|dist)\//.test(file),
  )
  const texts = await Promise.all(files.map(file => Bun.file(join(WINDOW, file)).text()))
  const said = new Set(texts.flatMap(saidIn))
  const isSaid = (path: string) => said.has(path) || [...said].some(it => path.startsWith(`${it}.`))
  expect(pathsIn(en).filter(path => !isSaid(path))).toEqual([])
})
