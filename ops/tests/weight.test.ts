/** What a browser has to fetch before a page can be used, compressed. */
import { beforeAll, expect, test } from 'bun:test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { builtApp } from './built-app.ts'

const FIRST_LOAD = 90_000
const FURTHER_PAGE = 30_000

interface Chunk {
  bytes: number
  /** What comes with it; what somebody opens later is not among it. */
  needs: string[]
}

const chunks = new Map<string, Chunk>()

beforeAll(async () => {
  const folder = join(await builtApp(), 'assets')
  const scanner = new Bun.Transpiler({ loader: 'js' })
  for (const file of readdirSync(folder).filter(name => name.endsWith('.js'))) {
    const imports = scanner.scanImports(readFileSync(join(folder, file), 'utf8'))
    const needs = imports.filter(it => it.kind === 'import-statement')
    // The larger of the two codings: not everybody is asked over HTTPS, and others get no Brotli.
    const bytes = statSync(join(folder, `${file}.gz`)).size
    chunks.set(file, { bytes, needs: needs.map(it => it.path.replace('./', '')) })
  }
}, 120_000)

/** These and everything that they need. */
function withNeeds(files: Iterable<string>): Set<string> {
  const found = new Set(files)
  // A set that grows while it is walked is walked to its end.
  for (const file of found) {
    for (const next of chunks.get(file)?.needs ?? []) found.add(next)
  }
  return found
}

const bytesOf = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + (chunks.get(file)?.bytes ?? Number.NaN), 0)

const named = (start: string) => [...chunks.keys()].filter(file => file.startsWith(start))

test('the first load and each further page are as light as promised', () => {
  const shell = withNeeds(named('index-'))
  const first = withNeeds([...shell, ...named('page-home-')])
  expect(bytesOf(first)).toBeGreaterThan(20_000)
  expect(bytesOf(first)).toBeLessThanOrEqual(FIRST_LOAD)
  const pages = named('page-')
  expect(pages.length).toBeGreaterThan(20)
  const heavy = pages
    .map(page => {
      const own = [...withNeeds([page])].filter(file => !shell.has(file))
      return { page, bytes: bytesOf(own) }
    })
    .filter(({ bytes }) => !(bytes <= FURTHER_PAGE))
  expect(heavy).toEqual([])
})
