#!/usr/bin/env node
// What npm starts as `content`. The program is for Bun, which comes along as the package "bun";
// this is plain Node, so that a computer with nothing but Node and npm can run it.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../dist/content.js', import.meta.url))
/** Until the package's own script has run, a line of text stands where Bun belongs. */
const LEAST_BYTES = 1_000_000

const bun = findBun()
if (bun) run(bun)
else {
  process.stderr.write(
    'What runs this program (the npm package "bun") was not installed for this computer. ' +
      'Install content again, without --omit=optional and on a 64-bit system.\n',
  )
  process.exitCode = 1
}

function findBun() {
  const near = createRequire(import.meta.url)
  let manifest
  try {
    manifest = near.resolve('bun/package.json')
  } catch {
    return null
  }
  const placed = join(dirname(manifest), 'bin', 'bun.exe')
  if (existsSync(placed) && statSync(placed).size > LEAST_BYTES) return placed
  // Where npm runs no scripts, it lies in the one package that npm chose for this system.
  const beside = createRequire(manifest)
  const name = process.platform === 'win32' ? 'bun.exe' : 'bun'
  for (const dependency of Object.keys(beside(manifest).optionalDependencies ?? {})) {
    try {
      const path = join(dirname(beside.resolve(`${dependency}/package.json`)), 'bin', name)
      if (existsSync(path)) return path
    } catch {
      // It is for another system.
    }
  }
  return null
}

function run(path) {
  const child = spawn(path, [PROGRAM, ...process.argv.slice(2)], { stdio: 'inherit' })
  const isWindows = process.platform === 'win32'
  const isTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal tells both of us, and a second Ctrl-C would mean "at once". On Windows the
      // console tells everyone, and to send a signal there is to kill.
      if (isWindows || (signal === 'SIGINT' && isTerminal)) return
      child.kill(signal)
    })
  }
  child.on('error', error => {
    process.stderr.write(`Bun could not be started (${path}): ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}
