import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '../archives/entry.ts'
import type { Target } from '../targets.ts'

interface From {
  /** A folder of Neutralino's programs, by their own names. */
  folder: string | null
  page: string
}

/**
 * The runtime of the native window beside the core, and the page that it starts with: it reads
 * files, and cannot look into the core. Without the runtime the page opens in a browser.
 */
export async function nativeEntries(target: Target, { folder, page }: From): Promise<Entry[]> {
  if (folder === null) return []
  const path = join(folder, target.neutralino)
  if (!existsSync(path)) return []
  const name = target.system === 'windows' ? 'neutralino.exe' : 'neutralino'
  const start = 'runtime/resources.neu'
  return [
    { path: name, mode: 0o755, content: await Bun.file(path).bytes() },
    { path: `window/${start}`, mode: 0o644, content: await Bun.file(join(page, start)).bytes() },
  ]
}

/** Which of these targets get no native window. */
export const withoutNative = (targets: readonly Target[], folder: string | null) =>
  targets.filter(it => folder === null || !existsSync(join(folder, it.neutralino)))
