import { definitionOf, PLATFORMS } from '../../api/contract/index.ts'
import { type Finding, isSource, isTest, lineNumberAt, listFiles, readText } from './tree.ts'

/** Where a platform is one folder, and one line in the index beside it. */
const ROOMS = [
  'api/contract/platforms',
  'api/src/outside/platforms',
  'agent/src/platforms',
  'agent/window/platforms',
  'app/src/platforms',
  'ops/sandbox',
]
const LISTS = ['index.ts', 'faults.ts', 'causes-de.ts']
/** What was shipped is never edited; tests, benches and films tell stories, and need names. */
const EXEMPT = [
  ...[/^db\/migrations\//, /^ops\/bench\//, /(^|\/)testing\.ts$/, /^landing\//],
  /^ops\/site\/films\/scripts\//,
]
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm

/** Generic code asks for a trait: nothing outside a platform's own folders spells its name. */
export async function checkPlatformNames(root: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const file of listFiles(root)) {
    if (!isSource(file) || isTest(file) || isHome(file)) continue
    if (EXEMPT.some(pattern => pattern.test(file))) continue
    const source = await readText(root, file)
    // As long as before, so that a line is still the same line.
    const code = source.replace(COMMENTS, comment => comment.replace(/[^\n]/g, ' '))
    for (const match of code.matchAll(NAMES)) {
      const says = `spells ${match[0]}: ask the registry, or for a trait (api/contract/platforms)`
      findings.push({ file, line: lineNumberAt(code, match.index), says })
    }
  }
  return findings
}

const NAMES = new RegExp(PLATFORMS.flatMap(it => [it, definitionOf(it).name]).join('|'), 'gi')

/** One of a platform's own folders, or a list of them beside these. */
function isHome(file: string): boolean {
  return ROOMS.some(
    room =>
      LISTS.some(list => file === `${room}/${list}`) ||
      PLATFORMS.some(name => file.startsWith(`${room}/${name}/`)),
  )
}
