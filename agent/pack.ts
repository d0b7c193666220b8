/** `bun run pack:agent`: the agent as a file that `npm install -g` takes, in `agent/dist`. */
import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import top from '../package.json' with { type: 'json' }
import own from './package.json' with { type: 'json' }

const ROOM = import.meta.dir
/** They bring a program for each system, or read files beside their code. */
const APART = ['@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe', 'fluent-ffmpeg'] as const

/**
 * Packs the agent into `outdir` and returns the file's path. The workspace's own manifest cannot be
 * packed: it names other workspaces, and a `bun` among its packages would hide the Bun that runs.
 */
export async function packAgent(outdir = join(ROOM, 'dist')): Promise<string> {
  const folder = join(outdir, 'package')
  await rm(outdir, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const path of ['bin', 'README.md', 'LICENSE']) {
    await cp(join(ROOM, path), join(folder, path), { recursive: true })
  }
  await Bun.write(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  const inside = await bundle(folder)
  for (const name of await page(folder)) inside.add(name)
  await Bun.write(join(folder, 'THIRD-PARTY.txt'), await licences(inside))
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
  const inPackage = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//
  return new Set(paths.flatMap(path => inPackage.exec(path)?.[1] ?? []))
}

/** Builds the window's page beside the program; the folders of what it brings to the program's. */
async function page(folder: string): Promise<string[]> {
  const build = Bun.spawn([process.execPath, '--bun', 'run', 'build'], {
    ...{ cwd: ROOM, stdout: 'ignore', stderr: 'inherit' },
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if ((await build.exited) !== 0) throw new Error('The window could not be built; see above.')
  await cp(join(ROOM, 'window/dist'), join(folder, 'dist/window'), { recursive: true })
  const inside = ['@neutralinojs/lib', 'solid-js', 'tailwindcss']
  return inside.map(name => join(ROOM, 'node_modules', name))
}

/** Each package that is in the program keeps its licence. */
async function licences(folders: Set<string>): Promise<string> {
  const said = new Map<string, string>()
  for (const folder of folders) {
    const { name } = await Bun.file(join(folder, 'package.json')).json()
    const file = (await readdir(folder)).find(it => /^licen[cs]e/i.test(it))
    if (!file) throw new Error(`${name} comes without a licence.`)
    said.set(name, await Bun.file(join(folder, file)).text())
  }
  const parts = [...said].sort().map(([name, text]) => `---- ${name} ----\n\n${text.trim()}\n`)
  return ['dist holds these packages, each under its own licence.\n', ...parts].join('\n')
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
