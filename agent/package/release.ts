import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import own from '../package.json' with { type: 'json' }
import type { Entry } from './archives/entry.ts'
import { compileCore, type Trust } from './core.ts'
import { sha256Of } from './digest.ts'
import { type Inside, notices, readInventory, runtimeNotice } from './inventory.ts'
import { layoutsFor } from './layouts/layouts.ts'
import { nativeEntries } from './layouts/native.ts'
import type { Parts } from './layouts/parts.ts'
import { buildPage } from './page.ts'
import { runtimeFor } from './runtime.ts'
import { sbom } from './sbom.ts'
import { sign } from './sign.ts'
import type { Target } from './targets.ts'

const ROOM = join(import.meta.dir, '..')

export interface ReleaseOptions {
  targets: readonly Target[]
  /** Emptied first. */
  out: string
  /** Where the registry's packages of Bun lie, or are put. */
  runtimes: string
  /** A folder of Neutralino's programs; null: no native window. */
  neutralino: string | null
  trust: Trust
  /** How hard zstd tries, up to 22. */
  level: number
  seconds: number
  say: (line: string) => void
  /** A page that is built already, with the folders of its packages. */
  built?: { page: string; inPage: Set<string> }
}

export interface Made {
  target: string
  file: string
  sizeBytes: number
  sha256: string
  /** What an update takes: the program inside, once it is unpacked. */
  program?: { sizeBytes: number; sha256: string }
}

/** Makes everything that is handed out for these targets, and the sums of it. */
export async function makeRelease(options: ReleaseOptions): Promise<Made[]> {
  const { out, targets, say } = options
  const work = join(out, 'work')
  await rm(out, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  say('the window')
  const { page, inPage } = options.built ?? (await freshPage(join(work, 'page')))
  const made: Made[] = []
  for (const target of targets) {
    say(target.name)
    made.push(...(await makeTarget(target, { ...options, page, inPage, work })))
  }
  await rm(work, { recursive: true })
  await Bun.write(join(out, 'release.json'), `${JSON.stringify({ version: own.version, made })}\n`)
  const sums = made.map(it => `${it.sha256}  ${it.file}\n`)
  await Bun.write(join(out, 'SHA256SUMS'), sums.join(''))
  if (!(await sign('sums', join(out, 'SHA256SUMS')))) say('SHA256SUMS is not signed')
  return made
}

const freshPage = async (page: string) => ({ page, inPage: await buildPage(page) })

interface Making extends ReleaseOptions {
  page: string
  inPage: Set<string>
  work: string
}

async function makeTarget(target: Target, making: Making): Promise<Made[]> {
  const { out, page, inPage, seconds, level, trust } = making
  const { version } = own
  const work = join(making.work, target.name)
  const path = join(work, target.program)
  const runtime = await runtimeFor(target, making.runtimes)
  const made = { path, page, runtime, version, trust, target: target.name }
  const inCore = await compileCore({ ...made, work: join(work, 'parts') })
  await signProgram(target, path)
  const core = await Bun.file(path).bytes()
  const program = { sizeBytes: core.length, sha256: await sha256Of(path) }
  const inside = await readInventory([...inPage, ...inCore])
  const list = sbom({ target, version, seconds, inside, sha256: program.sha256 })
  const parts: Parts = {
    ...{ target, version, seconds, core },
    papers: await papers(inside, list),
    native: await nativeEntries(target, { folder: making.neutralino, page }),
    icon: await Bun.file(join(ROOM, 'package/icon.svg')).bytes(),
  }
  const name = `content-${version}-${target.name}`
  const update = { file: `${name}.zst`, content: Bun.zstdCompressSync(core, { level }) }
  const sbomFile = { file: `${name}.cdx.json`, content: new TextEncoder().encode(list) }
  const files = [...(await layoutsFor(parts, { level, work })), update, sbomFile]
  return Promise.all(
    files.map(async ({ file, content }) => {
      await Bun.write(join(out, file), content)
      const sha256 = new Bun.CryptoHasher('sha256').update(content).digest('hex')
      const common = { target: target.name, file, sizeBytes: content.length, sha256 }
      return file === update.file ? { ...common, program } : common
    }),
  )
}

async function signProgram({ system }: Target, path: string): Promise<void> {
  if (system === 'windows') await sign('windowsProgram', path)
  if (system === 'darwin') await sign('macProgram', path)
}

async function papers(inside: readonly Inside[], list: string): Promise<Entry[]> {
  const licence = await Bun.file(join(ROOM, 'LICENSE')).text()
  return [
    { path: 'copyright', mode: 0o644, content: licence },
    { path: 'THIRD-PARTY.txt', mode: 0o644, content: notices(inside, await runtimeNotice()) },
    { path: 'content.cdx.json', mode: 0o644, content: list },
  ]
}

/** When the sources were written last, so that the same sources give the same bytes. */
export async function sourceSeconds(env = process.env): Promise<number> {
  if (env.SOURCE_DATE_EPOCH) return Number(env.SOURCE_DATE_EPOCH)
  const git = Bun.spawn(['git', 'log', '-1', '--format=%ct'], { cwd: ROOM, stderr: 'ignore' })
  const seconds = Number(await git.stdout.text())
  if ((await git.exited) === 0 && seconds > 0) return seconds
  throw new Error('Set SOURCE_DATE_EPOCH: without git nothing says when the sources were written.')
}
