import type { Entry } from '../archives/entry.ts'
import { zip } from '../archives/zip.ts'
import { type Layout, type Parts, programEntries, TITLE, under } from './parts.ts'

export const BUNDLE = `${TITLE}.app`

// Finder starts the bundle's program without a word of what to do.
const START = `#!/bin/sh
exec "$(dirname "$0")/content" gui
`

/** The files of a macOS bundle, below its name. */
export function bundleEntries(parts: Parts): Entry[] {
  return [
    ...under('Contents/MacOS', [
      ...programEntries(parts, 'bundle'),
      { path: 'start', mode: 0o755, content: START },
    ]),
    ...under('Contents/Resources', [...parts.papers, icon(parts)]),
    { path: 'Contents/Info.plist', mode: 0o644, content: infoPlist(parts.version) },
    { path: 'Contents/PkgInfo', mode: 0o644, content: 'APPL????' },
  ]
}

export function macArchive(entries: readonly Entry[], { version, target, seconds }: Parts): Layout {
  const file = `content-${version}-${target.name}.app.zip`
  return { file, content: zip(under(BUNDLE, entries), seconds) }
}

const icon = ({ icon: content }: Parts): Entry => ({ path: 'icon.svg', mode: 0o644, content })

const infoPlist = (version: string) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"
  "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>CFBundleIdentifier</key><string>app.contentcreation.agent</string>
  <key>CFBundleName</key><string>${TITLE}</string>
  <key>CFBundleExecutable</key><string>start</string>
  <key>CFBundlePackageType</key><string>APPL</string>
  <key>CFBundleInfoDictionaryVersion</key><string>6.0</string>
  <key>CFBundleShortVersionString</key><string>${version}</string>
  <key>CFBundleVersion</key><string>${version}</string>
  <key>LSMinimumSystemVersion</key><string>13.0</string>
  <key>NSHighResolutionCapable</key><true/>
</dict>
</plist>
`
