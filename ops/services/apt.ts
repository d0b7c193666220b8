import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { runProgram } from '../run-program.ts'

const APT_GET = '/usr/bin/apt-get'
const OPTIONS = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=180', '-o', 'Acquire::Retries=3']

/** Files that keep a package from starting its own server while we install it. */
const GUARDS = [
  { for: '', path: '/usr/sbin/policy-rc.d', text: '#!/bin/sh\nexit 101\n', mode: 0o755 },
  {
    for: 'postgresql',
    path: '/etc/postgresql-common/createcluster.d/content-creation.conf',
    text: 'create_main_cluster = off\n',
    mode: 0o644,
  },
]

/** Whether this machine lets us install: Debian or Ubuntu, and we are root. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync(APT_GET)
}

/** Installs packages with apt, saying so; throws with apt's own words. */
export async function install(packages: readonly string[], say: (line: string) => void) {
  const startedAt = Date.now()
  say(`installing ${packages.join(', ')} with apt-get (this can take minutes)`)
  const placed = GUARDS.filter(
    guard => !existsSync(guard.path) && (!guard.for || packages.includes(guard.for)),
  )
  try {
    for (const { path, text, mode } of placed) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text, { mode })
    }
    await aptGet(['update'])
    await aptGet(['install', '--no-install-recommends', ...packages])
  } finally {
    for (const { path } of placed) rmSync(path, { force: true })
  }
  say(`installed ${packages.join(', ')} in ${Math.round((Date.now() - startedAt) / 1000)} s`)
}

async function aptGet(args: string[]) {
  const { code, out, err } = await runProgram([APT_GET, ...OPTIONS, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    // dpkg killed half-way leaves the machine broken, so a Ctrl-C must not reach it.
    detached: true,
  })
  if (code === 0) return
  const said = `${out}${err}`.trim().split('\n').slice(-20).join('\n')
  throw new Error(`apt-get ${args.join(' ')} failed:\n${said}`)
}
