import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCommandLine } from '../command-line.ts'
import { FACTS } from './facts/index.ts'
import { rewriteDocuments } from './rewrite.ts'

const HELP = `bun ops/docs/main.ts [--check]

Writes what the documentation says of the code anew: between <!-- facts: … --> and <!-- /facts -->.

  --check   change nothing; fail where a document says something else than the code
  --help    this text
`

const { values } = readCommandLine(HELP, () =>
  parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }),
)

if (values.help) console.log(HELP)
else {
  const root = join(import.meta.dir, '../..')
  const changed = await rewriteDocuments(root, FACTS, { isDry: values.check === true })
  const says = values.check
    ? 'says something else than the code: bun run check --fix'
    : 'is written anew'
  for (const file of changed) console.log(`${file} ${says}`)
  process.exitCode = values.check && changed.length > 0 ? 1 : 0
}
