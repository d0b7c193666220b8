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
const PAGES = 'landing/src/content/docs'
const page = (text: string) => `---\ntitle: It\n---\n${text}`

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

test('braces mean each file, and placeholders, builds, routes and addresses none', async () => {
  const readme =
    '`ops/{start,stop}.ts` `api/src/<feature>/` `/api/docs` `app/dist` [x](https://example.org/a)'
  expect(await findingsIn(checkDocs, tree(readme))).toEqual(['README.md: ops/stop.ts is not there'])
})

test('a command that is not a script is caught, whatever runs Bun', async () => {
  const readme = 'Run `bun run start`, `npx -y bun@1.4.5 run start` or `npx -y bun@1.4.5 run fly`.'
  expect(await findingsIn(checkDocs, tree(readme))).toEqual([
    'README.md: bun run fly is not a script',
  ])
})

test('a block of commands is read as words between backticks are', async () => {
  const readme =
    '```sh\nbun ops/start.ts\nbun ops/stop.ts\nbun run fly\n```\n```ts\nops/x.ts\n```\n'
  expect(await findingsIn(checkDocs, tree(readme))).toEqual([
    'README.md: ops/stop.ts is not there',
    'README.md: bun run fly is not a script',
  ])
})

test('a link to a heading that is not there is caught, on a page and in a file', async () => {
  const more = {
    [`${PAGES}/a.md`]: page('# Über uns\n[b](/docs/b/#one) [no](/docs/b/#two) [me](#über-uns)'),
    [`${PAGES}/b/index.md`]: page(
      '## One\n[gone](/docs/c/) [pic](/there.png) [top](/) [prices](/pricing/) [de](/de/pricing/)',
    ),
    'landing/public/there.png': '',
    'landing/src/pages/[...locale]/index.astro': '',
    'landing/src/pages/[...locale]/pricing.astro': '',
  }
  const files = tree(`[a](${PAGES}/a.md#nothing)`, more)
  expect(await findingsIn(checkDocs, files)).toEqual([
    `README.md: ${PAGES}/a.md has no heading #nothing`,
    `${PAGES}/a.md: ${PAGES}/b/index.md has no heading #two`,
    `${PAGES}/b/index.md: landing/public/docs/c/ is not there`,
  ])
})

test('a page that a comment names is there, with its heading', async () => {
  const source = '// contributing/it.md#one\n// contributing/it.md#two\n// contributing/no.md\n'
  const files = tree('', { 'api/src/a.ts': source, [`${PAGES}/contributing/it.md`]: '## One' })
  expect(await findingsIn(checkDocs, files)).toEqual([
    `api/src/a.ts: ${PAGES}/contributing/it.md has no heading #two`,
    `api/src/a.ts: ${PAGES}/contributing/no.md is not there`,
  ])
})
