import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const Written = z.object({ installedBy: z.enum(['deb', 'folder', 'bundle']) })
export type InstalledBy = z.infer<typeof Written>['installedBy']

/** How this program came here, as its package wrote beside it; alone it counts as a folder. */
export function installedBy(program: string): InstalledBy {
  try {
    const text = readFileSync(join(dirname(program), 'installed-by.json'), 'utf8')
    return Written.parse(JSON.parse(text)).installedBy
  } catch {
    return 'folder'
  }
}

/** Who else brings new versions, in one sentence; null where the agent does it itself. */
export const updatedElsewhere = (by: InstalledBy): string | null =>
  by === 'deb'
    ? 'The package manager of this system brings new versions: sudo apt install content-agent'
    : null
