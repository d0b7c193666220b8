import { expect, test } from 'bun:test'
import { checkLockfile } from './lockfile.ts'
import { findingsIn } from './trees.testing.ts'

const LOCK = `{
  "lockfileVersion": 2,
  "configVersion": 1,
  "workspaces": {
    "": { "name": "tiny" },
    "a": { "name": "a", "version": "1.0.0" },
  },
  "trustedDependencies": [],
  "packages": { "a": ["a@workspace:a"] },
}
`

const tree = (more: object, lock: string = LOCK) => ({
  'package.json': JSON.stringify({ name: 'tiny', workspaces: ['a'], ...more }),
  'a/package.json': JSON.stringify({ name: 'a', version: '1.0.0' }),
  'bun.lock': lock,
})

test('a tree whose lockfile is true has no findings', async () => {
  expect(await findingsIn(checkLockfile, tree({ trustedDependencies: [] }))).toEqual([])
})

test('a tree without a lockfile is caught', async () => {
  const { 'bun.lock': _, ...files } = tree({ trustedDependencies: [] })
  expect(await findingsIn(checkLockfile, files)).toEqual(['bun.lock: is not there'])
})

test('not saying that nobody is trusted is caught, and so is trusting somebody', async () => {
  for (const more of [{}, { trustedDependencies: ['esbuild'] }]) {
    const findings = await findingsIn(checkLockfile, tree(more))
    expect(findings).toContain('package.json: trustedDependencies must be []')
  }
})

test('a workspace that the lockfile does not know makes it stale', async () => {
  const files = {
    ...tree({ trustedDependencies: [], workspaces: ['a', 'b'] }),
    'b/package.json': JSON.stringify({ name: 'b', version: '1.0.0' }),
  }
  expect((await findingsIn(checkLockfile, files)).join()).toContain('lockfile had changes')
})

test('ranges, git and addresses are not one version from the registry', async () => {
  for (const version of ['^1.0.0', '*', 'git+file:///a/b', 'file:../b']) {
    const files = tree({ trustedDependencies: [], dependencies: { c: version } })
    const [first] = await findingsIn(checkLockfile, files)
    expect(first).toBe(`package.json: c: ${version} is not one version from the registry`)
  }
})

test('a package that the lockfile takes from elsewhere is caught', async () => {
  const lock = LOCK.replace('"packages": {', '"packages": { "c": ["c@git+ssh://a/c", {}],')
  const findings = await findingsIn(checkLockfile, tree({ trustedDependencies: [] }, lock))
  expect(findings.join()).toContain('does not come from the registry')
})
