/** What the public site tells and only the product knows; written before each build of the site. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Keep, TableEntry } from '../../api/src/privacy/registry/entry.ts'
import { REGISTRY } from '../../api/src/privacy/registry.ts'
import { runProgram } from '../run-program.ts'

const ROOT = join(import.meta.dir, '../..')
const FILE = join(ROOT, 'landing/src/data/facts.generated.json')

interface Release {
  version: string
  on: string | undefined
  changes: string[]
}

const found = { tables: tables(), releases: await releases() }
await Bun.write(FILE, JSON.stringify(found))
const columns = found.tables.reduce((sum, it) => sum + it.columns.length, 0)
console.log(
  `${found.tables.length} tables with ${columns} columns, ${found.releases.length} releases`,
)

/** Every table with its columns, as the privacy registry has them. */
function tables() {
  return Object.entries(REGISTRY).map(([name, entry]: [string, TableEntry]) => ({
    ...{ name, subject: entry.subject, purpose: entry.purpose, keep: keepOf(entry.keep) },
    columns: Object.entries<{ purpose: string; inExport: string }>(entry.columns).map(
      ([column, { purpose, inExport }]) => ({ name: column, purpose, inExport }),
    ),
  }))
}

function keepOf(keep: Keep) {
  if (keep.for === 'days') return { for: keep.for, days: keep.days, after: keep.after }
  return { for: keep.for, ...('because' in keep && { because: keep.because }) }
}

/**
 * Each tagged version with what a user could notice; none where nothing was tagged. An image is
 * built apart from the history: there it is what was written in the clone before.
 */
async function releases(): Promise<Release[]> {
  if (!Bun.which('git') || !existsSync(join(ROOT, '.git'))) return releasesBefore()
  const tags = await runProgram(['git', 'tag', '--list', 'v[0-9]*'], { cwd: ROOT })
  if (tags.code !== 0 || tags.out.trim() === '') return []
  const command = [process.execPath, 'run', '--silent', 'changelog']
  const { code, out, err } = await runProgram(command, { cwd: ROOT })
  if (code !== 0) throw new Error(`The changelog could not be written.\n${err}`)
  return out
    .split(/^# /m)
    .filter(part => /^\d/.test(part))
    .map(part => {
      const [version = '', ...lines] = part.split('\n')
      const on = lines.find(line => line.startsWith('## '))?.slice(3)
      const changes = lines.filter(line => line.startsWith('- ')).map(line => line.slice(2))
      return { version: version.trim(), on, changes }
    })
}

/** What the file says already. */
async function releasesBefore(): Promise<Release[]> {
  const file = Bun.file(FILE)
  return (await file.exists()) ? (await file.json()).releases : []
}
