import { realpath } from 'node:fs/promises'
import type { Tools } from '../../src/media/tools/find-tools.ts'
import { findTools } from '../../src/media/tools/find-tools.ts'

export interface Kit {
  readonly name: string
  readonly tools: Tools
}

/** The ffmpeg this machine would use and the packaged one; once, where they are the same. */
export async function toolKits(): Promise<[Kit, ...Kit[]]> {
  const packaged = { name: 'packaged', tools: await findTools({ searchPath: '' }) }
  const installed = await findTools({ searchPath: Bun.env.PATH ?? '' })
  const isSame =
    (await realpath(installed.ffmpegPath)) === (await realpath(packaged.tools.ffmpegPath))
  return isSame ? [packaged] : [{ name: 'installed', tools: installed }, packaged]
}
