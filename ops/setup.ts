/** `bun ops/setup.ts`: five questions, and one server can be started (ops/compose.prod.yaml). */
import { existsSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { readCommandLine } from './command-line.ts'
import { type Answers, QUESTIONS, unfit } from './setup/answers.ts'
import { envText, filledIn, readEnv } from './setup/environment.ts'
import { registrations } from './setup/registrations.ts'

const HELP = `bun ops/setup.ts [--yes] [--out FILE] [--image NAME] [--domain NAME …]

Makes the settings of one server, for ops/compose.prod.yaml, and says what to register where.
What the file holds already stays as it is, secrets above all; run it again whenever you like.

  --domain NAME         where people will reach it, such as studio.example.com
  --operator ADDRESS    your e-mail address: you see the figures, and certificates are about it
  --platforms LIST      which are offered, separated by commas
  --smtp URL            who sends mail (smtps://USER:PASSWORD@HOST), or "none"
  --openai KEY          whose model writes, or "none"
  --image NAME          the image to run (at first: content-creation)
  --out FILE            default: ops/.env
  --yes                 asks nothing: what is not given is taken from the file, or is missing
  --help                this text
`

const FILE = join(import.meta.dir, '.env')

function readOptions() {
  const asked = Object.fromEntries(QUESTIONS.map(({ name }) => [name, { type: 'string' as const }]))
  const { values } = parseArgs({
    options: {
      ...asked,
      image: { type: 'string' },
      out: { type: 'string', default: FILE },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return values as typeof values & Answers
}

/** What was given, what the file says, or what is typed; in this order. */
async function answersFrom(given: Answers, known: Map<string, string>, mayAsk: boolean) {
  const answers: Answers = {}
  const terminal = mayAsk ? createInterface({ input: process.stdin, output: process.stderr }) : null
  for (const question of QUESTIONS) {
    const { name, setting, ask, usual } = question
    const before = given[name] ?? known.get(setting)
    if (before !== undefined) answers[name] = before
    else if (terminal) {
      const said = await terminal.question(`${ask}${usual ? ` [${usual}]` : ''}: `)
      answers[name] = said.trim() || (usual ?? undefined)
    } else if (usual !== null) answers[name] = usual
  }
  terminal?.close()
  return answers
}

async function main(): Promise<number> {
  const { yes, out, image, help, ...given } = readCommandLine(HELP, readOptions)
  if (help) {
    console.log(HELP)
    return 0
  }
  const known = readEnv(existsSync(out) ? await readFile(out, 'utf8') : '')
  const answers = await answersFrom(given, known, !yes)
  const faults = unfit(answers)
  if (faults.length > 0) {
    console.error(faults.join('\n'))
    return 1
  }
  const settings = filledIn(known, answers, image)
  await writeFile(out, envText(settings), { mode: 0o600 })
  // Also one that was there before.
  await chmod(out, 0o600)
  console.log(registrations(settings, out))
  return 0
}

if (import.meta.main) process.exitCode = await main()
