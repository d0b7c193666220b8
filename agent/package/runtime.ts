import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import top from '../../package.json' with { type: 'json' }
import { sha256Of } from './digest.ts'
import pinned from './runtimes.json' with { type: 'json' }
import type { Target } from './targets.ts'

export const BUN_VERSION = pinned.version

/**
 * The Bun that a target's core is built upon, from the registry or a folder of its packages. Only
 * the very bytes that are pinned here: they become the largest part of what a person runs.
 */
export async function runtimeFor(target: Target, folder: string): Promise<string> {
  if (top.packageManager !== `bun@${pinned.version}`) {
    throw new Error(
      `agent/package/runtimes.json pins Bun ${pinned.version}: pin the new one there.`,
    )
  }
  const wanted = new Map(Object.entries(pinned.sha256)).get(target.runtime)
  if ((await sha256Of(process.execPath)) === wanted) return process.execPath
  const name = target.system === 'windows' ? 'bun.exe' : 'bun'
  const path = join(folder, 'node_modules', target.runtime, 'bin', name)
  if (!existsSync(path)) await install(target.runtime, folder)
  const found = await sha256Of(path)
  if (found !== wanted) throw new Error(`${path} is not the Bun that is pinned: ${found}`)
  await chmod(path, 0o755)
  return path
}

async function install(name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) await Bun.write(manifest, '{"name":"runtimes","private":true}\n')
  const command = [process.execPath, 'add', '--exact', '--ignore-scripts', '--os=*', '--cpu=*']
  const stdio = { stdout: 'ignore', stderr: 'inherit' } as const
  const child = Bun.spawn([...command, `${name}@${pinned.version}`], { cwd: folder, ...stdio })
  if ((await child.exited) !== 0) throw new Error(`${name} could not be had from the registry.`)
}
