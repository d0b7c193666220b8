import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Finding, lineOf, listFiles, readText } from './tree.ts'

const ROOMS = ['api', 'agent', 'app', 'landing', 'db', 'ops', '.ci']
const TOP_FILE =
  /^(README\.md|package\.json|bunfig\.toml|tsconfig\.json|bun\.lock|biome\.json|LICENSE)$/
/** Bun's own words after `bun run`. */
const FLAG = /^-/

/** Every path and every script that a document names is there. */
export async function checkDocs(root: string): Promise<Finding[]> {
  const scripts = await scriptNames(root)
  const findings: Finding[] = []
  for (const file of listFiles(root).filter(isDocument)) {
    const text = await readText(root, file)
    const gone = [...namedPaths(file, text)].filter(({ path }) => !existsSync(join(root, path)))
    findings.push(
      ...gone.map(({ path, at }) => ({
        file,
        line: lineOf(text, at),
        says: `${path} is not there`,
      })),
      ...unknownScripts(text, scripts).map(({ name, at }) => ({
        file,
        line: lineOf(text, at),
        says: `bun run ${name} is not a script`,
      })),
    )
  }
  return findings
}

function isDocument(path: string): boolean {
  return (
    /^(README\.md|ops\/[^/]+\.md|agent\/README\.md)$/.test(path) ||
    /^landing\/src\/content\/.*\.mdx?$/.test(path)
  )
}

async function scriptNames(root: string): Promise<Set<string>> {
  const names = new Set<string>()
  for (const folder of ['', ...ROOMS]) {
    const file = Bun.file(join(root, folder, 'package.json'))
    if (!(await file.exists())) continue
    const { scripts = {} } = (await file.json()) as { scripts?: Record<string, string> }
    for (const name of Object.keys(scripts)) names.add(name)
  }
  return names
}

function* namedPaths(file: string, text: string) {
  for (const match of text.matchAll(/`([^`\s]+)`/g)) {
    for (const path of spellOut(match[1] ?? '')) {
      if (isOurPath(path)) yield { path: path.replace(/(:\d+)+$/, ''), at: match.index }
    }
  }
  for (const match of text.matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)) {
    const path = match[1] ?? ''
    // A site's own links are routes, not files.
    if (/^([a-z]+:|\/)/i.test(path) || file.startsWith('landing/')) continue
    yield { path: posix.join(posix.dirname(file), path), at: match.index }
  }
}

function isOurPath(path: string): boolean {
  if (/[<>*$…]|\/\//.test(path)) return false
  const top = path.split('/')[0] ?? ''
  return TOP_FILE.test(path) || (path.includes('/') && ROOMS.includes(top))
}

/** `ops/{start,test}.ts` means two files. */
function spellOut(path: string): string[] {
  const match = /^(.*?)\{([^{}]+)\}(.*)$/.exec(path)
  if (!match) return [path]
  const [, before = '', choices = '', after = ''] = match
  return choices.split(',').flatMap(choice => spellOut(`${before}${choice}${after}`))
}

function unknownScripts(text: string, scripts: Set<string>) {
  return [...text.matchAll(/\bbun(?:@[\d.]+)? run ([\w:.-]+)/g)]
    .map(match => ({ name: (match[1] ?? '').replace(/[.:]$/, ''), at: match.index }))
    .filter(({ name }) => !FLAG.test(name) && !scripts.has(name))
}
