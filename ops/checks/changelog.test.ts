import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dir, '../..')
const folder = mkdtempSync(join(tmpdir(), 'content-changelog-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(command: string[]): string {
  const who = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' }
  const same = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' }
  const env = { ...process.env, ...who, ...same, GIT_COMMITTER_DATE: '2026-11-23T12:00:00Z' }
  const { stdout, stderr, exitCode } = Bun.spawnSync(command, { cwd: folder, env })
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
  return stdout.toString()
}

test('the changelog says what a user could notice, newest first, by day and version', () => {
  run(['git', 'init', '-q'])
  const commit = (subject: string) =>
    run(['git', 'commit', '-q', '--allow-empty', '-m', `${subject}\n\nWhy it is so.`])
  commit('Publish what lands in the folder')
  run(['git', 'tag', 'v1.0.0'])
  for (const subject of [
    'Prove that it is once',
    'Keep lines short',
    'Wait in the test of a disk',
  ]) {
    commit(subject)
  }
  commit('Say where a video was published')
  const cliff = join(ROOT, 'node_modules/.bin/git-cliff')
  const config = ['--config', join(ROOT, 'ops/changelog.toml')]
  const text = run([process.execPath, '--bun', cliff, '--offline', ...config])
  expect(
    text
      .replace(/\([0-9a-f]{7}\)/g, '(id)')
      .split('\n')
      .filter(Boolean),
  ).toEqual([
    '# Not yet released',
    '## 2026-11-23',
    '- Say where a video was published (id)',
    '# 1.0.0',
    '## 2026-11-23',
    '- Publish what lands in the folder (id)',
  ])
})
