import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { runProgram } from '../run-program.ts'
import { checkSizes } from './sizes.ts'
import type { Finding } from './tree.ts'
import { findingsIn } from './trees.testing.ts'

const lines = (count: number) => 'export {}\n'.repeat(count)

test('a file of 301 lines is too long, one of 300 is not', async () => {
  const files = { 'api/src/lib/long.ts': lines(301), 'api/src/lib/fine.ts': lines(300) }
  expect(await findingsIn(checkSizes, files)).toEqual([
    'api/src/lib/long.ts: has 301 lines, 300 are allowed: find its two ideas',
  ])
})

test('a router is an index and stays below 81 lines', async () => {
  const files = { 'api/src/video/video.router.ts': lines(81) }
  expect(await findingsIn(checkSizes, files)).toHaveLength(1)
})

test('generated types, migrations and word lists may be long', async () => {
  const files = {
    'db/tables.ts': lines(900),
    'db/migrations/20260101T0000-all.ts': lines(900),
    'app/src/words/problem.ts': lines(900),
  }
  expect(await findingsIn(checkSizes, files)).toEqual([])
})

test('a folder of 21 source files is too full; its tests do not count', async () => {
  const folder = (name: string, count: number, end = '.ts') =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}/f${n}${end}`, '']))
  const full = { ...folder('app/src/ui', 21), ...folder('agent/src/media', 20) }
  const tests = { ...folder('agent/src/media', 9, '.test.ts'), ...folder('api/tests', 30) }
  const below = folder('agent/src/media/probe', 9)
  expect(await findingsIn(checkSizes, { ...full, ...tests, ...below })).toEqual([
    'app/src/ui: holds 21 source files, 20 are allowed: give a topic its own folder',
  ])
})

test('a comment wider than 100 characters is named with its line', async () => {
  const files = { 'db/a.ts': `\n// ${'word '.repeat(20)}\n`, 'db/b.ts': `// ${'x'.repeat(97)}\n` }
  expect(await findingsIn(checkSizes, files)).toEqual(['db/a.ts: is wider than 100 characters'])
})

test('a file named utils is refused, one that only contains the letters is not', async () => {
  const files = { 'app/src/utils.ts': '', 'app/src/utils/a.ts': '', 'app/src/futility.ts': '' }
  expect(await findingsIn(checkSizes, files)).toHaveLength(2)
})

const LINTED: [why: string, path: string, source: string, rule: string | undefined][] = [
  ['51 lines in a function', 'a.ts', body(51), 'noExcessiveLinesPerFunction'],
  ['a short function', 'a.ts', body(10), undefined],
  [
    'four parameters',
    'a.ts',
    'export const f = (a = 1, b = 1, c = 1, d = 1) => [a, b, c, d]\n',
    'useMaxParams',
  ],
  ['three parameters', 'a.ts', 'export const f = (a = 1, b = 1, c = 1) => [a, b, c]\n', undefined],
  ['a default export', 'a.ts', 'const a = 1\nexport default a\n', 'noDefaultExport'],
  ['a name in camel case', 'camelCase.ts', 'export const a = 1\n', 'useFilenamingConvention'],
  ['any', 'a.ts', 'export const a: any = 1\n', 'noExplicitAny'],
  [
    'a skipped test',
    'a.test.ts',
    "import { test } from 'bun:test'\ntest.skip('a', () => {})\n",
    'noSkippedTests',
  ],
]

for (const [why, name, source, rule] of LINTED) {
  test(`the linter ${rule ? 'refuses' : 'allows'} ${why}`, async () => {
    const said = (await findingsIn(lint, { [`ops/${name}`]: source })).join()
    if (rule) expect(said).toContain(rule)
    else expect(said).toBe('')
  })
}

function body(count: number): string {
  return `export function f(a: number) {\n${'  console.log(a)\n'.repeat(count)}}\n`
}

async function lint(root: string): Promise<Finding[]> {
  const ours = join(import.meta.dir, '..', '..')
  const biome = [join(ours, 'node_modules', '.bin', 'biome'), 'lint', '--vcs-enabled=false']
  const command = [...biome, `--config-path=${ours}`, '.']
  const { code, out, err } = await runProgram(command, { cwd: root })
  return code === 0 ? [] : [{ file: 'ops', says: out + err }]
}
