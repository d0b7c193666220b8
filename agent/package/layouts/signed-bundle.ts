import { chmod, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bytesOf, type Entry } from '../archives/entry.ts'
import { hasSigner, sign } from '../sign.ts'
import { BUNDLE } from './mac.ts'

/** The bundle as its signer leaves it, who adds files of his own; as it is without one. */
export async function signedBundle(entries: readonly Entry[], work: string): Promise<Entry[]> {
  if (!hasSigner('macBundle')) return [...entries]
  const folder = join(work, BUNDLE)
  for (const entry of entries) {
    const path = join(folder, entry.path)
    await mkdir(dirname(path), { recursive: true })
    await Bun.write(path, bytesOf(entry))
    await chmod(path, entry.mode)
  }
  await sign('macBundle', folder)
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter(it => it.isFile()).map(it => join(it.parentPath, it.name))
  return Promise.all(
    files.map(async path => ({
      path: path.slice(folder.length + 1),
      mode: (await stat(path)).mode & 0o100 ? 0o755 : 0o644,
      content: await Bun.file(path).bytes(),
    })),
  )
}
