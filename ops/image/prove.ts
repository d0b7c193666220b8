/** `bun ops/image/prove.ts`: builds the image twice and holds it to what the Containerfile says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCommandLine } from '../command-line.ts'
import { mustRun, runProgram } from '../run-program.ts'
import { createDatabase, withServices } from '../services.ts'
import { shippedPackages } from './packages.ts'
import { differences, type FileFact, faultsOf, filesIn } from './proof/files.ts'
import { runClosed } from './proof/run.ts'

const HELP = `bun ops/image/prove.ts [--builder NAME] [--base NAME] [--image NAME] [-- OPTION…]

Builds the image twice with podman, compares both, looks through it, and runs it on a disk that
cannot be written, as nobody in particular, with no capability. Needs root, podman and Postgres.

  --builder NAME   what it is built in; it has Bun
  --base NAME      what it stands on
  --image NAME     one that is built already: it is not compared
  --help           this text
  OPTION…          of podman build, such as --isolation chroot
`

const ROOT = join(import.meta.dir, '..', '..')
const MIB = 2 ** 20
/** Of what is wrong; the rest is counted. */
const SHOWN = 20
const SHELLS = /^(usr\/)?bin\/(sh|bash|dash|busybox|su|mount)$/

function readOptions() {
  const asked = { builder: { type: 'string' }, base: { type: 'string' } } as const
  return parseArgs({
    allowPositionals: true,
    options: { ...asked, image: { type: 'string' }, help: { type: 'boolean' } },
  })
}
type Options = ReturnType<typeof readOptions>

async function build(tag: string, { values, positionals }: Options): Promise<string> {
  const args = Object.entries({ BUILDER: values.builder, BASE: values.base }).flatMap(
    ([name, value]) => (value ? ['--build-arg', `${name}=${value}`] : []),
  )
  const ignore = ['--ignorefile', 'ops/Containerfile.dockerignore']
  const same = ['--no-cache', '--timestamp', '0', '--format', 'docker', ...ignore]
  const file = ['--file', 'ops/Containerfile', '--tag', tag]
  await mustRun(['podman', 'build', ...same, ...args, ...positionals, ...file, '.'], { cwd: ROOT })
  return tag
}

async function withFiles<T>(image: string, use: (root: string) => T): Promise<T> {
  const root = (await mustRun(['podman', 'image', 'mount', image])).trim()
  try {
    return use(root)
  } finally {
    await runProgram(['podman', 'image', 'umount', image])
  }
}

async function factsOf(image: string) {
  const [id = '', size = '0'] = (
    await mustRun(['podman', 'image', 'inspect', '--format', '{{.Id}} {{.Size}}', image])
  )
    .trim()
    .split(' ')
  return { id: id.slice(0, 12), megabytes: Math.round(Number(size) / MIB) }
}

/** What must be in it and what must not. */
function faultsInside(root: string, files: ReadonlyMap<string, FileFact>): string[] {
  const faults = faultsOf(files)
  for (const path of files.keys()) {
    if (SHELLS.test(path)) faults.push(`${path} is there: the base is more than it needs`)
    if (/^srv\/(ops|agent)\/|\/\.env/.test(path)) faults.push(`${path} is no part of the server`)
  }
  const bill = JSON.parse(readFileSync(join(root, 'srv/sbom.cdx.json'), 'utf8'))
  const listed = new Set(bill.components.map((it: { purl: string }) => it.purl))
  const notices = readFileSync(join(root, 'srv/THIRD-PARTY-NOTICES'), 'utf8')
  for (const { name, version } of shippedPackages(ROOT)) {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
    if (!listed.has(purl)) faults.push(`${purl} is not in the bill of materials`)
    if (!notices.includes(`${name} ${version} (`)) faults.push(`${name} is not in the notices`)
  }
  return faults
}

/** Builds it once more, and says what came out otherwise. */
async function compared(image: string, options: Options): Promise<string[]> {
  const files = await withFiles(image, root => filesIn(root))
  const again = await build('localhost/content-creation:again', options)
  const [one, other] = [await factsOf(image), await factsOf(again)]
  console.log(`built twice: ${one.id} and ${other.id}`)
  const filesAgain = await withFiles(again, root => filesIn(root))
  const found = differences(files, filesAgain)
  const isLater = (path: string) => files.get(path)?.modifiedAt !== filesAgain.get(path)?.modifiedAt
  console.log(`${[...files.keys()].filter(isLater).length} files were made at another time`)
  await runProgram(['podman', 'rmi', again])
  return found.map(path => `${path} is not the same in both builds`)
}

async function main(options: Options): Promise<boolean> {
  const given = options.values.image
  const image = given ?? (await build('localhost/content-creation:proof', options))
  const { id, megabytes } = await factsOf(image)
  console.log(`${image} ${id}: ${megabytes} MiB`)
  const faults = await withFiles(image, root => faultsInside(root, filesIn(root)))
  if (!given) faults.push(...(await compared(image, options)))
  await withServices({ postgres: true }, async ({ env }) => {
    const database = await createDatabase(env.DATABASE_URL ?? '')
    const ran = await runClosed(image, database.url).finally(() => database.close())
    const [first, again] = [ran.startMs, ran.startAgainMs].map(ms => (ms / 1000).toFixed(1))
    console.log(`ready in ${first} s with every migration, in ${again} s after that`)
    console.log(`${Math.round(ran.memoryMb)} MiB at rest`)
    faults.push(...ran.faults)
  })
  for (const fault of faults.slice(0, SHOWN)) console.error(`✗ ${fault}`)
  console.log(faults.length === 0 ? '✓ as it says of itself' : `${faults.length} faults`)
  return faults.length === 0
}

if (import.meta.main) {
  const options = readCommandLine(HELP, readOptions)
  if (options.values.help) console.log(HELP)
  else process.exit((await main(options)) ? 0 : 1)
}
