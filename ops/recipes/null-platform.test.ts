import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { listFiles } from '../checks/tree.ts'
import { runProgram } from '../run-program.ts'

setDefaultTimeout(60_000)

const ROOT = join(import.meta.dir, '../..')
const PATCH = join(import.meta.dir, 'null-platform.patch')
const WORKSPACES = ['api', 'agent', 'app', 'db', 'landing']
const copy = mkdtempSync(join(tmpdir(), 'null-platform-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** This repository once more, with its packages from here and its workspaces from there. */
function copyRepository(): void {
  const above = ['package.json', 'bunfig.toml', 'tsconfig.json', '.env.example']
  for (const path of [...listFiles(ROOT), ...above]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(ROOT, path), join(copy, path))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  for (const workspace of WORKSPACES) {
    const [from, to] = [join(ROOT, workspace), join(copy, workspace)].map(it =>
      join(it, 'node_modules'),
    ) as [string, string]
    mkdirSync(join(to, '@content'), { recursive: true })
    for (const name of readdirSync(from).filter(it => it !== '@content')) {
      symlinkSync(join(from, name), join(to, name))
    }
    for (const name of WORKSPACES) symlinkSync(join(copy, name), join(to, '@content', name))
  }
}

// Where it no longer applies: `git apply --3way`, mend it, and write `git diff` over the patch.
test('the platform that the recipe begins with fits in, and is published to once', async () => {
  copyRepository()
  const applied = await runProgram(['git', 'apply', PATCH], { cwd: copy })
  expect(applied).toMatchObject({ code: 0, err: '' })
  const suite = 'agent/tests/conformance/conformance.test.ts'
  const name = 'abyss (is published once although publish|goes on where)'
  const command = [process.execPath, 'test', `./${suite}`, '-t', name]
  const { code, err } = await runProgram(command, { cwd: copy })
  expect(err).toMatch(/\n +[1-9]\d* pass\n/)
  expect([code, err.match(/\n +(\d+) fail\n/)?.[1]]).toEqual([0, '0'])
  const rows = ['test', './api/contract/platform-faults/rows.test.ts']
  expect((await runProgram([process.execPath, ...rows], { cwd: copy })).code).toBe(0)
})
