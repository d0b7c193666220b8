import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Checker } from './tree.ts'

/** What a checker says about a small tree of files, which is gone afterwards. */
export async function findingsIn(
  checker: Checker,
  files: Record<string, string>,
): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'content-check-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await Bun.write(join(root, path), text)
    }
    return (await checker(root)).map(({ file, says }) => `${file}: ${says}`)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
