import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCommandLine } from '../command-line.ts'
import { runProgram } from '../run-program.ts'
import { FILMS } from '../site/films/list.ts'
import { lateFilms, readKnown } from '../site/films/sources.ts'
import { checkDocs } from './docs.ts'
import { checkImports } from './imports.ts'
import { checkLockfile } from './lockfile.ts'
import { checkPlatformNames } from './platform-names.ts'
import { checkRoomsPicture, writeRoomsPicture } from './rooms-picture.ts'
import { checkSizes } from './sizes.ts'
import type { Checker, Finding } from './tree.ts'

const HELP = `bun run check [--fix] [--json]

Checks format, lint, types, imports, sizes, platform names, documents and what they say of the code,
their picture, database types and the lockfile.

  --fix    format, repair what can be repaired, write what documents say of the code and draw their
           picture first
  --json   one line of JSON instead of text
  --help   this text
`

interface Outcome {
  name: string
  passed: boolean
  seconds: number
  output: string
}

const ROOT = join(import.meta.dir, '..', '..')
const FACTS = [process.execPath, 'ops/docs/main.ts']
const TYPE_PROJECTS = ['tsconfig.json', 'app/tsconfig.json', 'agent/window/tsconfig.json']

async function timed(name: string, check: () => Promise<string>): Promise<Outcome> {
  const startedAt = performance.now()
  const output = await check().catch(error => String(error?.stack ?? error))
  const seconds = (performance.now() - startedAt) / 1000
  return { name, passed: output === '', seconds, output }
}

/** What a command printed if it failed, else nothing. */
async function complaint(command: string[]): Promise<string> {
  const env = { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }
  const { code, out, err } = await runProgram(command, { cwd: ROOT, env })
  return code === 0 ? '' : `${out}${err}`.trim() || `${command[0]} ended with ${code}`
}

const ours = (name: string, checker: Checker) =>
  timed(name, async () => (await checker(ROOT)).map(sentence).join('\n'))

function sentence({ file, line, says }: Finding): string {
  return `${file}${line ? `:${line}` : ''} ${says}`
}

function bin(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name)
}

function checks(): Promise<Outcome>[] {
  const biome = [bin('biome'), 'check', '--max-diagnostics=60', '--error-on-warnings', '.']
  const projects = TYPE_PROJECTS.filter(path => existsSync(join(ROOT, path)))
  const types = projects.map(path =>
    timed(`types ${path}`, () => complaint([bin('tsc'), '-p', path, '--pretty', 'false'])),
  )
  const tables = [process.execPath, 'db/generate-tables.ts', '--check']
  return [
    timed('biome', () => complaint(biome)),
    ...types,
    ours('imports', checkImports),
    ours('sizes', checkSizes),
    ours('platform names', checkPlatformNames),
    ours('docs', checkDocs),
    timed('facts', () => complaint([...FACTS, '--check'])),
    ours('picture', checkRoomsPicture),
    ours('lockfile', checkLockfile),
    timed('tables', () => complaint(tables)),
  ]
}

async function main(): Promise<boolean> {
  const { values } = readCommandLine(HELP, () =>
    parseArgs({
      options: { fix: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    }),
  )
  if (values.help) {
    console.log(HELP)
    return true
  }
  if (values.fix) {
    await complaint([bin('biome'), 'check', '--write', '.'])
    await complaint(FACTS)
    await writeRoomsPicture(ROOT)
  }
  const running = checks()
  if (!values.json) for (const check of running) void check.then(print)
  const outcomes = await Promise.all(running)
  if (values.json) console.log(JSON.stringify(outcomes))
  else for (const line of lateLines()) console.log(line)
  return outcomes.every(outcome => outcome.passed)
}

/** What is to be done before a release, and must not stop who changes a page. */
function lateLines(): string[] {
  const known = readKnown()
  const made = FILMS.filter(it => it.slug in known)
  return lateFilms(made, known).map(
    ({ slug }) => `! the film ${slug} is older than what it shows: bun run films ${slug}`,
  )
}

function print({ name, passed, seconds, output }: Outcome) {
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(34)} ${seconds.toFixed(2)} s`)
  if (!passed) console.log(output.replace(/^/gm, '    '))
}

if (import.meta.main) process.exitCode = (await main()) ? 0 : 1
