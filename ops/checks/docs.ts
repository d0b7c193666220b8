import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { brokenCitations, brokenLinks } from './doc-links.ts'
import { type Document, readDocument } from './read-document.ts'
import { type Finding, isSource, isTest, listFiles, readText } from './tree.ts'

const ROOMS = ['api', 'agent', 'app', 'landing', 'db', 'ops', '.ci', '.github']
const TOP_FILES = ['README.md', 'LICENSE', 'package.json', 'bunfig.toml', 'tsconfig.json'].concat([
  'bun.lock',
  'biome.json',
  '.editorconfig',
  '.gitignore',
  '.env.example',
])
/** Bun's own words after `bun run`. */
const FLAG = /^-/

/** Every path, script, link and heading that a document or a comment names is there. */
export async function checkDocs(root: string): Promise<Finding[]> {
  const files = listFiles(root)
  const scripts = await scriptNames(root)
  const documents = new Map<string, Document>()
  for (const file of files.filter(isDocument)) {
    documents.set(file, readDocument(file, await readText(root, file)))
  }
  const findings = [...documents.values()].flatMap(document => [
    ...gonePaths(root, document),
    ...unknownScripts(document, scripts),
    ...brokenLinks(root, document, documents),
  ])
  for (const file of files.filter(path => isSource(path) && !isTest(path))) {
    findings.push(...brokenCitations(file, await readText(root, file), documents))
  }
  return findings
}

function isDocument(path: string): boolean {
  return /\.mdx?$/.test(path)
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

function gonePaths(root: string, { file, codes }: Document): Finding[] {
  return codes.flatMap(({ text, line }) =>
    text
      .split(/\s+/)
      .flatMap(spellOut)
      .filter(isOurPath)
      .map(path => path.replace(/(:\d+)+$/, ''))
      .filter(path => !existsSync(join(root, path)))
      .map(path => ({ file, line, says: `${path} is not there` })),
  )
}

function isOurPath(path: string): boolean {
  if (/[<>*$…]|\/\/|\bNAME\b/.test(path)) return false
  // What a build makes is not there in a fresh clone.
  if (/\/dist\b/.test(path)) return false
  const top = path.split('/')[0] ?? ''
  return TOP_FILES.includes(path) || (path.includes('/') && ROOMS.includes(top))
}

/** `ops/{start,test}.ts` means two files. */
function spellOut(path: string): string[] {
  const match = /^(.*?)\{([^{}]+)\}(.*)$/.exec(path)
  if (!match) return [path]
  const [, before = '', choices = '', after = ''] = match
  return choices.split(',').flatMap(choice => spellOut(`${before}${choice}${after}`))
}

function unknownScripts({ file, codes }: Document, scripts: Set<string>): Finding[] {
  return codes.flatMap(({ text, line }) =>
    [...text.matchAll(/\bbun(?:@[\d.]+)? run ([\w:.-]+)/g)]
      .map(match => (match[1] ?? '').replace(/[.:]$/, ''))
      .filter(name => !FLAG.test(name) && !scripts.has(name))
      .map(name => ({ file, line, says: `bun run ${name} is not a script` })),
  )
}
