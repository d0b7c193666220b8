import { appDir } from './app-dir.ts'
import { deb } from './deb.ts'
import { bundleEntries, macArchive } from './mac.ts'
import type { Layout, Parts } from './parts.ts'
import { signedBundle } from './signed-bundle.ts'
import { windowsFolder } from './windows.ts'

/** What a person of this system can install. */
export async function layoutsFor(
  parts: Parts,
  { level, work }: { level: number; work: string },
): Promise<Layout[]> {
  switch (parts.target.system) {
    case 'linux':
      return [deb(parts, level), appDir(parts, level)]
    case 'darwin':
      return [macArchive(await signedBundle(bundleEntries(parts), work), parts)]
    case 'windows':
      return [windowsFolder(parts)]
  }
}
