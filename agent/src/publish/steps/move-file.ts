import { constants } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

/** A free name in the folder, taken at once with an empty file: `a.mp4`, `a (2).mp4`, … */
export async function takeFreeName(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const extension = extname(path)
  const stem = basename(path, extension)
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `${stem}${extension}` : `${stem} (${count})${extension}`
    const target = join(folder, name)
    try {
      await (await open(target, 'wx')).close()
      return target
    } catch (error) {
      if (codeOf(error) === 'ENAMETOOLONG') return takeFreeName(folder, shorter(path))
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}

/** Moves the file over a name taken before. Runs to its end however often it is begun. */
export async function moveOver(source: string, target: string): Promise<void> {
  try {
    await access(source, constants.F_OK)
  } catch {
    return
  }
  try {
    await rename(source, target)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await copyOver(source, target)
  }
}

/** To another disk: the whole copy is safe on it before the first file goes. */
async function copyOver(source: string, target: string): Promise<void> {
  const partial = join(dirname(target), `.${Bun.randomUUIDv7()}.part`)
  try {
    await copyFile(source, partial)
    const copy = await open(partial, 'r+')
    await copy.sync()
    await copy.close()
    await rename(partial, target)
  } finally {
    await rm(partial, { force: true })
  }
  await rm(source)
}

// " (2)" may push a name over the 255 bytes that file systems allow.
function shorter(path: string): string {
  const extension = extname(path)
  const stem = [...basename(path, extension)]
  return join(dirname(path), `${stem.slice(0, -8).join('')}${extension}`)
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
