import { existsSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { agentFences } from './agent-fences.ts'
import {
  isLentByWindow,
  RULES,
  roomOf,
  whyNot,
  whyNotInAgent,
  whyNotInApp,
  whyNotLent,
} from './rooms.ts'
import { type Finding, isSource, isTest, lineNumberAt, listFiles, readText } from './tree.ts'

export interface Import {
  specifier: string
  kind: 'value' | 'type'
}

/** Packages whose authors stopped work: one file each, so that leaving them is one file's work. */
const ONE_FILE_PACKAGES = ['lucia', 'fluent-ffmpeg']
const ENVIRONMENT_READERS = [
  'api/src/config.ts',
  'agent/src/config.ts',
  // It keeps our keys from what a program of the desktop is started with.
  'agent/src/environment.ts',
  // It hands the environment on to a program that has a screen.
  'agent/src/window/native/environment.ts',
  'db/testing.ts',
]
const ENVIRONMENT = /\b(process|Bun|import\.meta)\.env\b(?!\.(DEV|PROD|MODE|SSR|BASE_URL)\b)/g
const TYPE_IMPORT = /\b(?:import|export)\s+type\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g
const INLINE_TYPE_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)\s*\.\s*[A-Z]/g
const transpiler = new Bun.Transpiler({ loader: 'tsx' })
const plainTranspiler = new Bun.Transpiler({ loader: 'ts' })

/** Who may import whom, no cycles (of types neither), one reader of the environment. */
export async function checkImports(root: string): Promise<Finding[]> {
  const files = listFiles(root).filter(path => isSource(path) || path.endsWith('.astro'))
  const findings: Finding[] = []
  const graph = new Map<string, string[]>()
  const users = new Map<string, Set<string>>()
  for (const file of files) {
    const source = await readText(root, file)
    // The transpiler does not know the line that makes a script executable.
    const script = source.replace(/^#!.*/, '')
    const code = file.endsWith('.astro') ? frontmatter(source) : script
    const imports = importsOf(file, code)
    const found = imports.map(item => ({ ...item, target: resolve(root, file, item.specifier) }))
    // Types count: of two files that name each other's, neither is understood alone.
    const targets = found.flatMap(({ target }) => target ?? [])
    graph.set(file, targets)
    if (!isTest(file)) findings.push(...found.flatMap(item => objections(file, item)))
    findings.push(...environmentReads(file, code), ...agentFences(file, code))
    noteOneFilePackages(users, file, imports)
  }
  findings.push(...cycles(graph), ...sharedPackages(users))
  return findings
}

function frontmatter(source: string): string {
  return /^---\r?\n([\s\S]*?)\r?\n---/.exec(source)?.[1] ?? ''
}

export function importsOf(file: string, code: string): Import[] {
  const scanner = file.endsWith('x') ? transpiler : plainTranspiler
  const types = [...code.matchAll(TYPE_IMPORT), ...code.matchAll(INLINE_TYPE_IMPORT)]
  return [
    ...scanner.scanImports(code).map(({ path }) => ({ specifier: path, kind: 'value' as const })),
    ...types.map(match => ({ specifier: match[1] ?? '', kind: 'type' as const })),
  ]
}

/** The file of ours that a specifier means, or undefined for a package. */
export function resolve(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('@content/api/contract')) return 'api/contract/index.ts'
  if (specifier.startsWith('@content/api/router')) return 'api/src/router.ts'
  if (specifier === '@content/db') return 'db/index.ts'
  if (specifier === '@content/db/testing') return 'db/testing.ts'
  if (!specifier.startsWith('.')) return undefined
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`]
  const isFile = (name: string) =>
    existsSync(join(root, name)) && statSync(join(root, name)).isFile()
  return candidates.find(isFile) ?? path
}

function objections(file: string, item: Import & { target: string | undefined }): Finding[] {
  const says = (why: string) => [{ file, says: `imports ${item.specifier}: ${why}` }]
  const room = roomOf(file)
  if (room === 'none') return []
  if (!item.target) return mayUsePackage(room, item) ? [] : says(`${room} may not use that package`)
  if (room === 'agent' || room === 'app') {
    const floor = whyNotInAgent(file, item.target) ?? whyNotInApp(file, item.target)
    return [...clientObjections(room, item), ...(floor ? [floor] : [])].flatMap(says)
  }
  const why =
    whyNot(file, item.target, item.kind) ??
    (item.kind === 'value' ? whyNotLent(file, item.target) : undefined)
  return why ? says(why) : []
}

// A client sees the server through two doors only, and one of them carries no values.
function clientObjections(room: string, item: Import & { target: string | undefined }): string[] {
  if (roomOf(item.target ?? '') === room || isContract(item.specifier)) return []
  if (item.specifier === '@content/api/router' && item.kind === 'type') return []
  if (roomOf(item.target ?? '') === 'none' && item.target?.startsWith(`${room}/`)) return []
  if (room === 'app' && isLentByWindow(item.target ?? '')) return []
  return [`${room} may import @content/api/contract, and types of @content/api/router`]
}

function mayUsePackage(room: keyof typeof RULES, { specifier }: Import): boolean {
  const { packages } = RULES[room]
  if (!packages || (room === 'db' && isBuiltin(specifier))) return true
  return packages.includes(packageOf(specifier))
}

function isBuiltin(specifier: string): boolean {
  return /^(node|bun):/.test(specifier) || builtinModules.includes(specifier)
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function environmentReads(file: string, code: string): Finding[] {
  if (ENVIRONMENT_READERS.includes(file) || isTest(file) || roomOf(file) === 'ops') return []
  if (roomOf(file) === 'none') return []
  // The block that runs when a script is the command itself is where its environment comes from.
  const script = code.indexOf('if (import.meta.main)')
  return [...code.matchAll(ENVIRONMENT)]
    .filter(match => !(file.startsWith('db/') && script >= 0 && match.index > script))
    .filter(match => !isHandedOver(lineBefore(code, match.index)))
    .map(match => ({
      file,
      line: lineNumberAt(code, match.index),
      says: `reads ${match[0]}: only config.ts sees the environment`,
    }))
}

// In a comment nothing is read, and handing the whole environment to config is the way in.
function isHandedOver(before: string): boolean {
  return /^\s*(\/\/|\*|\/\*)/.test(before) || /\bload\w*Config\($/.test(before)
}

function lineBefore(code: string, index: number): string {
  return code.slice(code.lastIndexOf('\n', index) + 1, index)
}

function noteOneFilePackages(users: Map<string, Set<string>>, file: string, imports: Import[]) {
  for (const { specifier, kind } of imports) {
    const name = packageOf(specifier)
    if (kind === 'type' || !ONE_FILE_PACKAGES.includes(name)) continue
    users.set(name, (users.get(name) ?? new Set()).add(file))
  }
}

function sharedPackages(users: Map<string, Set<string>>): Finding[] {
  return [...users].flatMap(([name, files]) => {
    const [first = '', ...others] = files
    return others.map(file => ({ file, says: `imports ${name}: only ${first} may` }))
  })
}

function cycles(graph: Map<string, string[]>): Finding[] {
  const findings: Finding[] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string) => {
    const start = path.indexOf(file)
    if (start >= 0) {
      const round = [...path.slice(start), file].join(' → ')
      findings.push({ file, says: `is part of a cycle: ${round}` })
    }
    if (start >= 0 || done.has(file)) return
    path.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return findings
}

/** The contract itself, or what it says of one platform. */
const isContract = (specifier: string) =>
  specifier === '@content/api/contract' || specifier.startsWith('@content/api/contract/platforms/')
