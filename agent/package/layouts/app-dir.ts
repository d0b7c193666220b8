import type { Entry } from '../archives/entry.ts'
import { tar } from '../archives/tar.ts'
import { desktopEntry, type Layout, PACKAGE, type Parts, programEntries, under } from './parts.ts'

// A link would do, but AppRun is called with the folder's path and may be copied elsewhere.
const APP_RUN = `#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/bin/content" "\${@:-gui}"
`

/** A folder that runs from anywhere, laid out as AppImage's tools take it. */
export function appDir(parts: Parts, level: number): Layout {
  const { version, target, seconds } = parts
  const name = `content-${version}-${target.name}`
  const entries: Entry[] = [
    ...under('usr/bin', programEntries(parts, 'folder')),
    ...under(`usr/share/doc/${PACKAGE}`, parts.papers),
    { path: 'AppRun', mode: 0o755, content: APP_RUN },
    { path: `${PACKAGE}.desktop`, mode: 0o644, content: desktopEntry('content') },
    { path: `${PACKAGE}.svg`, mode: 0o644, content: parts.icon },
    { path: '.DirIcon', mode: 0o777, content: '', link: `${PACKAGE}.svg` },
  ]
  const content = tar(under(`${name}.AppDir`, entries), seconds)
  return { file: `${name}.AppDir.tar.zst`, content: Bun.zstdCompressSync(content, { level }) }
}
