/** `bun run db:new NAME` writes an empty migration and adds it to the static list. */
import { join } from 'node:path'

const FOLDER = join(import.meta.dir, 'migrations')

/** The text of an empty migration. */
const TEMPLATE = `import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql\`select 1\`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql\`select 1\`.execute(db)
}
`

/** Adds a migration to the text of migrations/index.ts. `stamp` is `YYYYMMDDTHHMM` in UTC. */
export function withMigration(index: string, stamp: string, name: string): string {
  const line = `import * as m${stamp} from './${stamp}-${name}.ts'\n`
  const lastImport = index.lastIndexOf('import * as')
  const afterImports = lastImport < 0 ? 0 : index.indexOf('\n', lastImport) + 1
  const withImport = index.slice(0, afterImports) + line + index.slice(afterImports)
  const end = withImport.lastIndexOf('}')
  return `${withImport.slice(0, end)}  '${stamp}-${name}': m${stamp},\n${withImport.slice(end)}`
}

if (import.meta.main) {
  const name = process.argv[2]
  if (!name || !/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error('Usage: bun run db:new add-folder-paused-at   (kebab-case: what it does)')
    process.exit(2)
  }
  const stamp = new Date().toISOString().slice(0, 16).replace(/[-:]/g, '')
  const index = join(FOLDER, 'index.ts')
  await Bun.write(join(FOLDER, `${stamp}-${name}.ts`), TEMPLATE)
  await Bun.write(index, withMigration(await Bun.file(index).text(), stamp, name))
  console.log(`db/migrations/${stamp}-${name}.ts`)
}
