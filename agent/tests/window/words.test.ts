import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { translated } from '../../window/faults/refusals.ts'
import { de } from '../../window/words/de.ts'
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

/** The agent's source with one sign for whatever a sentence names. */
async function sourceOf(folder: string): Promise<string> {
  const room = join(import.meta.dir, '../../src', folder)
  const files = [...new Bun.Glob('**/*.ts').scanSync(room)].filter(it => !it.endsWith('.test.ts'))
  const texts = await Promise.all(files.map(file => Bun.file(join(room, file)).text()))
  const named = (text: string): string => {
    const next = text.replace(/\$\{[^{}]*\}/g, '§')
    return next === text ? text : named(next)
  }
  return named(texts.join('\n'))
}

test('a refused wish is refused in German, too, by sentences that there are', async () => {
  const known = Object.keys(de.refusals).map(it => it.replaceAll('{}', '§'))
  const all = await sourceOf('.')
  expect(known.filter(it => !all.includes(it))).toEqual([])
  const wishes = await Promise.all(['wishes', 'orders', 'window'].map(sourceOf))
  const said = [...wishes.join('\n').matchAll(/noWay\(\s*(['`])(.*?)\1/g)].map(it => it[2] ?? '')
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter(it => !known.includes(it))).toEqual([])
})

test('what a refusal names is named in German, too', () => {
  const inGerman = (text: string) => translated(text, de.refusals)
  expect(inGerman('The video is 4 s long; it has no picture at 60 s.')).toBe(
    'Das Video ist 4 s lang; bei 60 s hat es kein Bild.',
  )
  expect(inGerman('It failed at Ada. Try it again first.')).toContain('Bei Ada ist es')
  expect(inGerman('Nobody has foreseen this.')).toBe('Nobody has foreseen this.')
})
