/** `bun run pack:agent`: the agent as a file that `npm install -g` takes, in `agent/dist`. */
import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import top from '../../package.json' with { type: 'json' }
import own from '../package.json' with { type: 'json' }
import { notices, packageFolder, readInventory } from './inventory.ts'
import { buildPage } from './page.ts'

const ROOM = join(import.meta.dir, '..')
/** They bring a program for each system, or read files beside their code. */
const APART = ['@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe', 'fluent-ffmpeg'] as const

/**
 * Packs the agent into `outdir` and returns the file's path. The workspace's own manifest cannot be
 * packed: it names other workspaces, and a `bun` among its packages would hide the Bun that runs.
 */
export async function packAgent(outdir = join(ROOM, 'dist')): Promise<string> {
  const folder = join(outdir, 'package')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const name of (await readdir(outdir)).filter(it => it.endsWith('.tgz'))) {
    await rm(join(outdir, name))
  }
  for (const path of ['bin', 'README.md', 'LICENSE']) {
    await cp(join(ROOM, path), join(folder, path), { recursive: true })
  }
  await Bun.write(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  const inside = await bundle(folder)
  for (const name of await buildPage(join(folder, 'dist/window'))) inside.add(name)
  await Bun.write(join(folder, 'THIRD-PARTY.txt'), notices(await readInventory(inside), null))
  return pack(folder, outdir)
}

function manifest() {
  const apart = APART.map(name => [name, own.dependencies[name]])
  return {
    name: own.name,
    version: own.version,
    description: 'Publishes the videos in a folder, from your disk to your channels.',
    license: own.license,
    // It goes from hand to hand, until it is meant for a registry.
    private: true,
    type: 'module',
    engines: { node: '>=18' },
    bin: { content: 'bin/content.mjs' },
    files: ['bin', 'dist', 'THIRD-PARTY.txt'],
    dependencies: { ...Object.fromEntries(apart), bun: top.packageManager.split('@')[1] },
  }
}

/** Writes the program as one file, and returns the folders of the packages that are in it. */
async function bundle(folder: string): Promise<Set<string>> {
  const { metafile } = await Bun.build({
    entrypoints: [join(ROOM, 'src/cli.ts')],
    outdir: join(folder, 'dist'),
    naming: 'content.js',
    target: 'bun',
    external: [...APART],
    metafile: true,
  })
  const paths = Object.keys(metafile?.inputs ?? {})
  return new Set(paths.flatMap(path => packageFolder(resolve(path)) ?? []))
}

async function pack(folder: string, outdir: string): Promise<string> {
  const command = [process.execPath, 'pm', 'pack', '--ignore-scripts', '--destination', outdir]
  const child = Bun.spawn(command, { cwd: folder, stdout: 'ignore', stderr: 'inherit' })
  if ((await child.exited) !== 0) throw new Error('The agent could not be packed; see above.')
  const name = (await readdir(outdir)).find(it => it.endsWith('.tgz'))
  if (!name) throw new Error('Packing left no file.')
  return join(outdir, name)
}

if (import.meta.main) {
  const path = await packAgent()
  console.log(`${path}\n\nTo install it: npm install -g ${path}`)
}
