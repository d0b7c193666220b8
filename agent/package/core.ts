import { cp, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BunPlugin } from 'bun'
import { packageFolder } from './inventory.ts'
import { pageFiles } from './page.ts'

const ROOM = join(import.meta.dir, '..')

export interface CoreOptions {
  /** Where the built page lies; it goes into the program. */
  page: string
  /** The Bun that becomes part of it. */
  runtime: string
  target: string
  /** The program that is made. */
  path: string
  /** A folder for what stands between. */
  work: string
  version: string
  trust: Trust
}

/** Whom a release believes about newer ones. */
export interface Trust {
  updateUrl: string | null
  updateKeys: readonly string[]
}

/** Compiles the core, with the window's page inside, and returns its packages' folders. */
export async function compileCore(options: CoreOptions): Promise<Set<string>> {
  const { work, page, path, runtime, target, version, trust } = options
  await mkdir(work, { recursive: true })
  await cp(page, join(work, 'window'), { recursive: true })
  const entry = join(work, 'entry.ts')
  await Bun.write(entry, entryText(pageFiles(page)))
  const built = await Bun.build({
    ...{ entrypoints: [entry], root: work, target: 'bun', minify: true, metafile: true },
    naming: { asset: '[dir]/[name].[ext]' },
    define: { CONTENT_RELEASE: JSON.stringify({ target, version, ...trust }) },
    plugins: [withoutInstallers],
    compile: {
      ...{ execPath: runtime, outfile: path },
      // What lies in the folder where it is started is nobody's wish for the agent.
      ...{ autoloadDotenv: false, autoloadBunfig: false },
    },
  })
  if (!built.success) throw new AggregateError(built.logs, 'The core could not be built.')
  const inputs = Object.keys(built.metafile?.inputs ?? {})
  return new Set(inputs.flatMap(it => packageFolder(resolve(it)) ?? []))
}

/** Embeds each file of the page under the path that it has beside the program elsewhere. */
function entryText(files: readonly string[]): string {
  const imports = files.map(
    (file, index) => `import f${index} from './window/${file}' with { type: 'file' }`,
  )
  const names = files.map((_, index) => `f${index}`).join(', ')
  const start = `await import(${JSON.stringify(join(ROOM, 'src/cli.ts'))})`
  return [...imports, `globalThis.contentPage = [${names}]`, start, ''].join('\n')
}

/** A release brings no FFmpeg of 2018, nor looks for one in folders that are not its own. */
const withoutInstallers: BunPlugin = {
  name: 'without-installers',
  setup(build) {
    build.onResolve({ filter: /^@ff(mpeg|probe)-installer\// }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }))
    build.onLoad({ filter: /./, namespace: 'left-out' }, () => ({
      contents: 'throw new Error("It is not part of a release.")',
      loader: 'js',
    }))
  },
}
