import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../run-program.ts'
import type { Finding } from './tree.ts'

interface Manifest {
  workspaces?: string[]
  trustedDependencies?: string[]
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const PINNED = /^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*|npm:.+@\d+\.\d+\.\d+)$/

/** Everyone installs the same packages, from the registry, running none of their scripts. */
export async function checkLockfile(root: string): Promise<Finding[]> {
  if (!existsSync(join(root, 'bun.lock'))) return [{ file: 'bun.lock', says: 'is not there' }]
  const top = await manifest(root, '')
  const folders = ['', ...(top.workspaces ?? [])]
  const findings: Finding[] = []
  for (const folder of folders) findings.push(...unpinned(folder, await manifest(root, folder)))
  if (top.trustedDependencies?.length !== 0) {
    findings.push({ file: 'package.json', says: 'trustedDependencies must be []' })
  }
  const lock = await Bun.file(join(root, 'bun.lock')).text()
  for (const match of lock.matchAll(/"[^"]*@?(git\+|github:|https?:\/\/)[^"]*"/g)) {
    findings.push({ file: 'bun.lock', says: `${match[0]} does not come from the registry` })
  }
  const stale = await whatInstallSays(root, folders)
  return stale ? [...findings, { file: 'bun.lock', says: stale }] : findings
}

async function manifest(root: string, folder: string): Promise<Manifest> {
  return Bun.file(join(root, folder, 'package.json')).json()
}

function unpinned(folder: string, manifest: Manifest): Finding[] {
  const groups = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
  return groups
    .flatMap(group => Object.entries(group ?? {}))
    .filter(([, version]) => !PINNED.test(version))
    .map(([name, version]) => ({
      file: join(folder, 'package.json'),
      says: `${name}: ${version} is not one version from the registry`,
    }))
}

// In a copy, so that looking can never write.
async function whatInstallSays(root: string, folders: string[]): Promise<string | undefined> {
  const copy = await mkdtemp(join(tmpdir(), 'content-lockfile-'))
  try {
    await copyFile(join(root, 'bun.lock'), join(copy, 'bun.lock'))
    for (const folder of folders) {
      await mkdir(join(copy, folder), { recursive: true })
      await copyFile(join(root, folder, 'package.json'), join(copy, folder, 'package.json'))
    }
    const command = [process.execPath, 'install', '--frozen-lockfile', '--dry-run']
    const { code, err } = await runProgram(command, { cwd: copy })
    if (code === 0) return undefined
    return err.match(/^(error|note): .*$/gm)?.join('; ') ?? err
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}
