import { posix } from 'node:path'
import { type Finding, isSource, isTest, listFiles, readText } from './tree.ts'

const MOST_LINES = 300
const MOST_ROUTER_LINES = 80
const WIDEST_LINE = 100
/** More are read as a list, not seen at once; tests lie beside what they prove and do not count. */
const MOST_FILES = 20
/** Written by a program, frozen once shipped, or lists of words: their length says nothing. */
const EXEMPT = new RegExp(
  [
    String.raw`^(db/tables\.ts|db/migrations/|(app/src|agent/window)/words/|landing/)`,
    String.raw`(\.generated|/causes-de)\.ts$`,
  ].join('|'),
)

/** Files and folders that hold too much, lines too wide, and names that say nothing. */
export async function checkSizes(root: string): Promise<Finding[]> {
  const files = listFiles(root).filter(isSource)
  const findings = fullFolders(files)
  for (const file of files) {
    if (/(^|\/)utils?(\.|\/)/i.test(file)) {
      findings.push({ file, says: 'is named utils: name it after what it does' })
    }
    if (EXEMPT.test(file)) continue
    findings.push(...tooMuch(file, (await readText(root, file)).trimEnd().split('\n')))
  }
  return findings
}

function fullFolders(files: string[]): Finding[] {
  const counted = files.filter(file => !isTest(file) && !EXEMPT.test(file))
  return [...Map.groupBy(counted, posix.dirname)]
    .filter(([, inside]) => inside.length > MOST_FILES)
    .map(([file, { length }]) => ({
      file,
      says: `holds ${length} source files, ${MOST_FILES} are allowed: give a topic its own folder`,
    }))
}

function tooMuch(file: string, lines: string[]): Finding[] {
  const most = file.endsWith('.router.ts') ? MOST_ROUTER_LINES : MOST_LINES
  const wide = lines.flatMap((text, index) =>
    [...text].length > WIDEST_LINE && !isUnbreakable(text)
      ? [{ file, line: index + 1, says: `is wider than ${WIDEST_LINE} characters` }]
      : [],
  )
  if (lines.length <= most) return wide
  return [
    { file, says: `has ${lines.length} lines, ${most} are allowed: find its two ideas` },
    ...wide,
  ]
}

// A URL, a hash, or a list of style classes has no place to break at.
function isUnbreakable(text: string): boolean {
  return /\S{80,}|\bclass="/.test(text)
}
