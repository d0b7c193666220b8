import { expect, test } from 'bun:test'
import { checkDocs } from './docs.ts'
import { findingsIn } from './trees.testing.ts'

const tree = (readme: string, more: Record<string, string> = {}) => ({
  'README.md': readme,
  'package.json': JSON.stringify({ scripts: { start: 'true' } }),
  'ops/start.ts': '',
  'ops/test.ts': '',
  ...more,
})

test('a document that names a path that is gone is caught', async () => {
  const gone = tree('See `ops/stop.ts` and [how](ops/how.md).')
  expect(await findingsIn(checkDocs, gone)).toEqual([
    'README.md: ops/stop.ts is not there',
    'README.md: ops/how.md is not there',
  ])
})

test('a document in ops names paths from the top, and links from where it is', async () => {
  const files = tree('', { 'ops/how.md': '`ops/start.ts` [home](../README.md) [gone](gone.md)' })
  expect(await findingsIn(checkDocs, files)).toEqual(['ops/how.md: ops/gone.md is not there'])
})

test('braces mean each file, and placeholders, routes and addresses mean none', async () => {
  const readme = '`ops/{start,stop}.ts` `api/src/<feature>/` `/api/docs` [x](https://example.org/a)'
  expect(await findingsIn(checkDocs, tree(readme))).toEqual(['README.md: ops/stop.ts is not there'])
})

test('a command that is not a script is caught, whatever runs Bun', async () => {
  const readme = 'Run `bun run start`, `npx -y bun@1.4.5 run start` or `npx -y bun@1.4.5 run fly`.'
  expect(await findingsIn(checkDocs, tree(readme))).toEqual([
    'README.md: bun run fly is not a script',
  ])
})
