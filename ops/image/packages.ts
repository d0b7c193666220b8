import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Package {
  name: string
  version: string
  license: string
  folder: string
}

interface Manifest {
  name?: string
  version?: string
  license?: string | { type?: string }
  licenses?: { type?: string }[]
  dependencies?: Record<string, string>
}

/** Whose packages are part of what is shipped; what only builds or tests is not. */
const ROOMS = ['api', 'app', 'landing', 'db']

/** Every package of the registry that the shipped rooms stand on, each version once. */
export function shippedPackages(root: string): Package[] {
  const found = new Map<string, Package>()
  for (const room of ROOMS) {
    const folder = join(root, room)
    for (const name of ownDependencies(folder)) add(found, name, folder)
  }
  return [...found.values()].sort((a, b) => compare(a, b))
}

const ownDependencies = (folder: string) =>
  Object.keys(manifestIn(folder).dependencies ?? {}).filter(name => !name.startsWith('@content/'))

function add(found: Map<string, Package>, name: string, from: string): void {
  const folder = folderOf(name, from)
  // An optional one that this machine has no use for.
  if (folder === undefined || found.has(folder)) return
  const manifest = manifestIn(folder)
  const license = licenseOf(manifest)
  found.set(folder, { name, version: manifest.version ?? '0.0.0', license, folder })
  for (const next of Object.keys(manifest.dependencies ?? {})) add(found, next, folder)
}

/** Where a package is found by what lies in `from`, as programs look for it. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder)
    if (at === dirname(at)) return undefined
  }
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

function licenseOf({ license, licenses }: Manifest): string {
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'NOASSERTION'
}

const compare = (a: Package, b: Package) =>
  a.name < b.name || (a.name === b.name && a.version < b.version) ? -1 : 1
