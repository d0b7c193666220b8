import { afterEach, beforeEach, expect, test } from 'bun:test'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'upgrade-'))
  cpSync(join(import.meta.dir, 'upgrade.sh'), join(folder, 'upgrade.sh'))
  writeFileSync(join(folder, '.env'), 'DOMAIN=studio.example.com\nIMAGE=content:1\nLAST=a|b\n')
  chmodSync(join(folder, '.env'), 0o600)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settings = () => readFileSync(join(folder, '.env'), 'utf8')
const AT_FIRST = 'DOMAIN=studio.example.com\nIMAGE=content:1\nLAST=a|b\n'
const AFTER = AT_FIRST.replace('content:1', 'registry.example/content:2')

/** In place of an engine: notes what it is asked, of which image, and fails where it is told to. */
async function upgrade(failing = 'nothing') {
  const engine = join(folder, 'engine')
  const image = '$(sed -n "s/^IMAGE=//p" .env)'
  const said = `"$(echo "$*" | cut -d' ' -f3- | sed 's/ -e fetch.*//') of ${image}"`
  const lines = ['#!/bin/sh', `echo ${said} >> asked`, `case ${said} in ${failing}) exit 1 ;; esac`]
  writeFileSync(engine, `${lines.join('\n')}\n`, { mode: 0o755 })
  const env = { PATH: process.env.PATH, COMPOSE: engine, READY_TRIES: '1', SETTLE_SECONDS: '0' }
  const command = ['sh', join(folder, 'upgrade.sh'), 'registry.example/content:2']
  const { code } = await runProgram(command, { env, cwd: tmpdir() })
  const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')
  return { code, asked: asked.map(it => it.replace('registry.example/', '')) }
}

const served = (image: string) =>
  ['api-1', 'api-2'].flatMap(one => [
    `up --detach --no-deps ${one} of ${image}`,
    `exec -T ${one} /srv/bin/bun of ${image}`,
  ])
const BACKUP = 'exec -T backup sh /backup/backup.sh diff of content:1'
const MIGRATE = 'run --rm --no-deps migrate of content:2'

test('after a backup comes the database, then one process after the other', async () => {
  expect(await upgrade()).toEqual({ code: 0, asked: [BACKUP, MIGRATE, ...served('content:2')] })
  expect(settings()).toBe(AFTER)
})

test('without a backup nothing is touched', async () => {
  expect(await upgrade('*backup.sh*')).toEqual({ code: 1, asked: [BACKUP] })
  expect(settings()).toBe(AT_FIRST)
})

test.each([
  ['whose migration fails', '*migrate*content:2', []],
  ['that does not become ready', '*exec*api-1*content:2', served('content:2').slice(0, 2)],
  ['whose second process does not', '*exec*api-2*content:2', served('content:2')],
])('a version %s makes way for the one before', async (_, failing, tried) => {
  const asked = [BACKUP, MIGRATE, ...tried, ...served('content:1')]
  expect(await upgrade(failing)).toEqual({ code: 1, asked })
  expect(settings()).toBe(AT_FIRST)
})
