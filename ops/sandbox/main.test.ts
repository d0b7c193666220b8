import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PLATFORMS } from '../../api/contract/index.ts'
import type { Sandboxes } from './index.ts'

let dir: string
const running: Bun.Subprocess[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sandboxes-'))
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL')
    await child.exited
  }
  rmSync(dir, { recursive: true, force: true })
})

/** Starts the program and waits for its one line. */
async function run() {
  const child = Bun.spawn(['bun', join(import.meta.dir, 'main.ts'), '--data', dir], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  running.push(child)
  const { value } = await child.stdout.getReader().read()
  const said = JSON.parse(new TextDecoder().decode(value)) as Pick<Sandboxes, 'origins'>
  return { child, origins: said.origins }
}

test('every stand-in answers, on loopback only', async () => {
  const { child, origins } = await run()
  expect(Object.keys(origins).toSorted()).toEqual([
    ...[...PLATFORMS, 'openai', 'stripe'].toSorted(),
  ])
  for (const origin of Object.values(origins)) {
    expect(new URL(origin).hostname).toBe('127.0.0.1')
    expect((await fetch(`${origin}/_sandbox/ledger`)).status).toBe(200)
  }
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
})

test('a killed program comes back at the same addresses with what it knew', async () => {
  const first = await run()
  const settings = `${first.origins.youtube}/_sandbox/settings`
  await fetch(settings, { method: 'POST', body: JSON.stringify({ isForcedPrivate: true }) })
  first.child.kill('SIGKILL')
  await first.child.exited
  const second = await run()
  expect(second.origins).toEqual(first.origins)
  expect(await (await fetch(settings)).json()).toMatchObject({ isForcedPrivate: true })
})
