import manifest from '../../release.json'

export const SYSTEMS = ['linux', 'macos', 'windows'] as const
export type System = (typeof SYSTEMS)[number]

export interface ReleaseFile {
  system: System
  name: string
  url: string
  sizeBytes: number
  sha256: string
}

/** What `release.json` says; whoever makes a release writes it. */
export interface Release {
  version: string
  on: string
  files: readonly ReleaseFile[]
}

export const SYSTEM_NAMES: Record<System, string> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
}

/** How each system prints a file's checksum. */
export const CHECKSUM_COMMANDS: Record<System, (file: string) => string> = {
  linux: file => `sha256sum ${file}`,
  macos: file => `shasum -a 256 ${file}`,
  windows: file => `Get-FileHash ${file} -Algorithm SHA256`,
}

const known = manifest as { version: string | null; on: string | null; files: ReleaseFile[] }

export const RELEASE: Release | null =
  known.version && known.on ? { version: known.version, on: known.on, files: known.files } : null
