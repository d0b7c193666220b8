import manifest from '../../release.json'

const SYSTEMS = { linux: 'Linux', darwin: 'macOS', windows: 'Windows' } as const
export type System = keyof typeof SYSTEMS

/** A file of a release, in the words of `release.json` as the agent's packaging writes it. */
interface Made {
  /** `darwin-arm64`, … */
  target: string
  file: string
  sizeBytes: number
  sha256: string
}

/** That list, with the day of the release and where its files lie; nulls before the first one. */
interface Manifest {
  version: string | null
  on: string | null
  base: string | null
  made: Made[]
}

/** What an agent takes for itself, and the lists of what is inside, are not for people to install. */
const IS_FOR_MACHINES = /\.(zst|cdx\.json)$/

const { version, on, base, made }: Manifest = manifest

export const SYSTEM_NAMES = Object.entries(SYSTEMS) as [System, string][]

export const filesFor = (system: System) =>
  made
    .filter(it => it.target.startsWith(`${system}-`) && !IS_FOR_MACHINES.test(it.file))
    .map(it => ({ ...it, url: `${base}/${it.file}` }))

export const RELEASE = version && on && base ? { version, on } : null

/** How each system prints a file's checksum. */
export const CHECKSUM_COMMANDS: Record<System, (file: string) => string> = {
  linux: file => `sha256sum ${file}`,
  darwin: file => `shasum -a 256 ${file}`,
  windows: file => `Get-FileHash ${file} -Algorithm SHA256`,
}
