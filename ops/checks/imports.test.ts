import { expect, test } from 'bun:test'
import { checkImports } from './imports.ts'
import { findingsIn } from './trees.testing.ts'

const value = (from: string) => `import { it } from '${from}'\nconsole.log(it)\n`
const type = (from: string) => `import type { It } from '${from}'\nexport type Its = It[]\n`
const file = 'export const it = 1\n'

const REFUSED: [why: string, path: string, source: string, target?: string][] = [
  ['a server value in the app', 'app/src/a.ts', value('@content/api/router')],
  ['a way round the door', 'app/src/a.ts', type('../../api/src/trpc.ts'), 'api/src/trpc.ts'],
  ['a server value in the agent', 'agent/src/a.ts', value('@content/api/router')],
  ['the agent in the app', 'app/src/a.ts', value('../../agent/src/b.ts'), 'agent/src/b.ts'],
  ['the database in the agent', 'agent/src/a.ts', value('@content/db'), 'db/index.ts'],
  ['a package in the contract', 'api/contract/a.ts', value('hono')],
  ['a server type in the contract', 'api/contract/a.ts', type('../src/trpc.ts'), 'api/src/trpc.ts'],
  ['a framework in db', 'db/a.ts', value('hono')],
  ['the database in lib', 'api/src/lib/a.ts', value('@content/db'), 'db/index.ts'],
  ['a feature in outside', 'api/src/outside/a.ts', value('../video/b.ts'), 'api/src/video/b.ts'],
  ['a feature’s type in outside', 'api/src/outside/a.ts', type('../video/b.ts')],
  [
    'another’s verb',
    'api/src/account/a.ts',
    value('../video/add-it.ts'),
    'api/src/video/add-it.ts',
  ],
  ['the outside in a feature', 'api/src/video/a.ts', value('../outside/mail.ts')],
  ['a verb in http', 'api/src/http/a.ts', value('../video/add-it.ts')],
  ['the app in ops', 'ops/a.ts', value('../app/src/b.ts'), 'app/src/b.ts'],
  ['ops in the api', 'api/src/lib/a.ts', value('../../../ops/b.ts'), 'ops/b.ts'],
]

for (const [why, path, source, target] of REFUSED) {
  test(`${why} is refused`, async () => {
    const files = { [path]: source, ...(target ? { [target]: file } : {}) }
    const findings = await findingsIn(checkImports, files)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toStartWith(`${path}: imports`)
  })
}

const ALLOWED: [why: string, path: string, source: string][] = [
  ['the contract in the app', 'app/src/a.ts', value('@content/api/contract')],
  [
    'a form that the window lends in the app',
    'app/src/a.ts',
    value('../../agent/window/platforms/form.ts'),
  ],
  ['the router’s type in the app', 'app/src/a.ts', type('@content/api/router')],
  ['the router’s type in the agent', 'agent/src/a.ts', type('@content/api/router')],
  ['a server in a test of the agent', 'agent/tests/a.test.ts', value('../../api/src/main.ts')],
  ['zod in the contract', 'api/contract/a.ts', value('zod')],
  ['kysely and node in db', 'db/a.ts', `${value('kysely')}import 'node:fs'\n`],
  ['another’s rule', 'api/src/account/a.ts', value('../video/video.rules.ts')],
  ['another’s query', 'api/src/account/a.ts', value('../video/video.queries.ts')],
  ['another’s type', 'api/src/account/a.ts', type('../video/add-it.ts')],
  ['a router in http', 'api/src/http/a.ts', value('../video/video.router.ts')],
  ['everything in main', 'api/src/main.ts', value('./outside/mail.ts')],
  ['the database in ops', 'ops/a.ts', value('@content/db')],
]

for (const [why, path, source] of ALLOWED) {
  test(`${why} is allowed`, async () => {
    expect(await findingsIn(checkImports, { [path]: source })).toEqual([])
  })
}

test('files that import each other are a cycle, also when only types go round', async () => {
  const back = { 'api/src/lib/b.ts': value('./a.ts') }
  const around = await findingsIn(checkImports, { 'api/src/lib/a.ts': value('./b.ts'), ...back })
  expect(around).toHaveLength(1)
  expect(around[0]).toContain('api/src/lib/a.ts → api/src/lib/b.ts → api/src/lib/a.ts')
  const types = await findingsIn(checkImports, { 'api/src/lib/a.ts': type('./b.ts'), ...back })
  expect(types).toEqual(around)
  const alone = { 'ops/a.ts': type('./b.ts'), 'ops/b.ts': type('./a.ts') }
  expect(await findingsIn(checkImports, alone)).toHaveLength(1)
})

test('a package that we will leave is imported by one file only', async () => {
  const one = { 'api/src/http/a.ts': value('lucia') }
  expect(await findingsIn(checkImports, one)).toEqual([])
  const two = await findingsIn(checkImports, { ...one, 'api/src/lib/b.ts': value('lucia') })
  expect(two).toEqual(['api/src/lib/b.ts: imports lucia: only api/src/http/a.ts may'])
})

test('only config.ts, ops and tests read the environment', async () => {
  for (const name of ['process.env', 'Bun.env']) {
    const reads = `export const it = ${name}.COLOUR\n`
    const inVerb = await findingsIn(checkImports, { 'api/src/video/a.ts': reads })
    expect(inVerb).toEqual([
      `api/src/video/a.ts: reads ${name}: only config.ts sees the environment`,
    ])
    const fine = { 'api/src/config.ts': reads, 'ops/a.ts': reads, 'api/tests/a.test.ts': reads }
    expect(await findingsIn(checkImports, fine)).toEqual([])
  }
})

test('a program hands its environment to config without reading it', async () => {
  const handsOver = 'export const it = loadConfig(process.env)\n'
  expect(await findingsIn(checkImports, { 'api/src/main.ts': handsOver })).toEqual([])
  const reads = 'export const it = loadConfig(process.env).mail ?? process.env.MAIL\n'
  expect(await findingsIn(checkImports, { 'api/src/main.ts': reads })).toHaveLength(1)
})

test('in the agent nothing imports from a floor above its own, not even a type', async () => {
  const from = "import type { Command } from '../commands/one.ts'\nexport type A = Command"
  const files = { 'agent/src/commands/one.ts': 'export type Command = 1' }
  expect(await findingsIn(checkImports, { ...files, 'agent/src/lib/low.ts': from })).toEqual([
    expect.stringContaining('commands stands above'),
  ])
})

test('in the agent few files start programs, and only the journal speaks SQL', async () => {
  const says = async (file: string, code: string) =>
    (await findingsIn(checkImports, { [`agent/src/${file}`]: code })).join()
  const start = "Bun.spawn(['ffmpeg'])\n"
  expect(await says('publish/a.ts', start)).toContain('starts a program')
  expect(await says('lib/output-of.ts', start)).toBe('')
  for (const sql of ['journal.db.run(text)\n', "run('select id from video')\n"]) {
    expect(await says('publish/a.ts', sql)).toContain('asks the journal in SQL')
    expect(await says('journal/a.ts', sql)).toBe('')
  }
  expect(await says('publish/a.ts', 'asked(server.connection.list.query())\n')).toBe('')
})

test('no part of the dashboard that pages are made of imports a page', async () => {
  const files = {
    'app/src/pages/one/Page.tsx': 'export const Page = 1',
    'app/src/ui/Low.tsx': "import { Page } from '../pages/one/Page.tsx'\nexport const a = Page",
  }
  expect(await findingsIn(checkImports, files)).toEqual([expect.stringContaining('pages are made')])
})

test('what a feature lends to others imports only what is lent', async () => {
  const files = {
    'api/src/folder/watch-folder.ts': 'export const watchFolder = 1',
    'api/src/folder/folder.rules.ts':
      "import { watchFolder } from './watch-folder.ts'\nexport const a = watchFolder",
  }
  expect(await findingsIn(checkImports, files)).toEqual([
    expect.stringContaining('lent files only'),
  ])
})
