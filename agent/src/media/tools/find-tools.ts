import { constants } from 'node:fs'
import { access, chmod, copyFile, mkdir, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { outputOf } from '../../lib/output-of.ts'
import { MediaError } from '../media-error.ts'
import { isOld, LEAST_FFMPEG } from './age.ts'
import type { Environment } from './command.ts'

export interface Tools {
  readonly ffmpegPath: string
  readonly ffprobePath: string
  /** libavutil's major version; it counts up steadily, unlike the names of nightly builds. */
  readonly generation: number
  readonly canToneMap: boolean
  /** All that a program of FFmpeg sees of this process's own. */
  readonly environment: Environment
  /** The one of 2018 that comes along, for want of a newer one. */
  readonly isPackaged: boolean
}

export interface FindTools {
  /** The value of PATH. */
  readonly searchPath: string
  /** Folders that are looked into where PATH has no current one. */
  readonly usualPlaces?: readonly string[]
  readonly ffmpegPath?: string
  readonly ffprobePath?: string
  /** Where a binary is copied when its package may not be changed. */
  readonly cacheDir?: string
  readonly environment?: Environment
}

interface Candidate {
  readonly path: string
  readonly version: readonly [number, number]
  readonly isPackaged?: boolean
}

type Tool = 'ffmpeg' | 'ffprobe'

/**
 * Finds ffmpeg and ffprobe: the paths given, else the newest on PATH, else, where that is old, the
 * newest in the usual places, else the packaged ones.
 */
export async function findTools(options: FindTools): Promise<Tools> {
  const [ffmpeg, ffprobe] = await Promise.all([
    findTool('ffmpeg', options.ffmpegPath, options),
    findTool('ffprobe', options.ffprobePath, options),
  ])
  const { environment = {} } = options
  const filters = await outputOf([ffmpeg.path, '-hide_banner', '-filters'], environment)
  return {
    ffmpegPath: ffmpeg.path,
    ffprobePath: ffprobe.path,
    generation: ffmpeg.version[0],
    canToneMap: / zscale /.test(filters) && / tonemap /.test(filters),
    environment,
    isPackaged: ffmpeg.isPackaged ?? false,
  }
}

async function findTool(tool: Tool, given: string | undefined, options: FindTools) {
  if (given) {
    const named = await examine(tool, given, options)
    if (named) return named
    throw new MediaError('tools', `The ${tool} named in the settings does not run: ${given}`)
  }
  const onPath = await newestIn(options.searchPath.split(delimiter), tool, options)
  if (onPath && !isOld(onPath.version[0])) return onPath
  const elsewhere = await newestIn(options.usualPlaces ?? [], tool, options)
  const newest = [onPath, elsewhere].filter(it => it !== null).sort(byVersion)
  if (newest[0]) return newest.at(-1) ?? newest[0]
  const packaged = await packagedPath(tool)
  const path = packaged && (await executable(packaged, options.cacheDir))
  const candidate = path && (await examine(tool, path, options))
  if (candidate) return { ...candidate, isPackaged: true }
  throw new MediaError('tools', `${tool} was not found. Install FFmpeg ${LEAST_FFMPEG} or later.`)
}

async function newestIn(folders: readonly string[], tool: Tool, options: FindTools) {
  const name = process.platform === 'win32' ? `${tool}.exe` : tool
  const paths = await Promise.all(
    folders.filter(Boolean).map(folder => realpath(join(folder, name)).catch(() => '')),
  )
  const found = await Promise.all(
    [...new Set(paths)].filter(Boolean).map(p => examine(tool, p, options)),
  )
  const usable = found.filter(candidate => candidate !== null)
  return usable.sort(byVersion).at(-1) ?? null
}

async function examine(
  tool: Tool,
  path: string,
  { environment = {} }: FindTools,
): Promise<Candidate | null> {
  const version = /libavutil\s+(\d+)\.\s*(\d+)\./.exec(
    await outputOf([path, '-version'], environment),
  )
  if (!version) return null
  // Some builds on PATH leave out x264 for its licence, and every encode needs it.
  const isUsable =
    tool === 'ffprobe' ||
    / libx264 /.test(await outputOf([path, '-hide_banner', '-encoders'], environment))
  return isUsable ? { path, version: [Number(version[1]), Number(version[2])] } : null
}

function byVersion(a: Candidate, b: Candidate): number {
  return a.version[0] - b.version[0] || a.version[1] - b.version[1]
}

async function packagedPath(tool: Tool): Promise<string | null> {
  try {
    // Both packages throw while loading on a system they have no binary for.
    const { default: found } =
      tool === 'ffmpeg'
        ? await import('@ffmpeg-installer/ffmpeg')
        : await import('@ffprobe-installer/ffprobe')
    return found.path
  } catch {
    return null
  }
}

/** Packages are installed without their scripts, so a binary may lack its execute bit. */
async function executable(path: string, cacheDir?: string): Promise<string> {
  if (await mayRun(path)) return path
  await chmod(path, 0o755).catch(() => undefined)
  if (await mayRun(path)) return path
  const folder = cacheDir ?? join(homedir(), '.content_creation', 'bin')
  const copy = join(folder, basename(path))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!(await isSameSize(path, copy))) await copyFile(path, copy)
  await chmod(copy, 0o700)
  return copy
}

async function isSameSize(path: string, copy: string): Promise<boolean> {
  const [original, copied] = await Promise.all([stat(path), stat(copy).catch(() => null)])
  return original.size === copied?.size
}

function mayRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
