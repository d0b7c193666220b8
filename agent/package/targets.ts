/** A system that a release is made for. */
export interface Target {
  name: string
  /** As its own tools call the processor. */
  arch: string
  system: 'linux' | 'darwin' | 'windows'
  /** The npm package that holds Bun for it. */
  runtime: string
  /** The core's file name. */
  program: string
  /** Neutralino's own name of its program for it. */
  neutralino: string
}

export const TARGETS: readonly Target[] = [
  {
    ...{ name: 'linux-x64', system: 'linux', arch: 'amd64', program: 'content' },
    ...{ runtime: '@oven/bun-linux-x64', neutralino: 'neutralino-linux_x64' },
  },
  {
    ...{ name: 'linux-arm64', system: 'linux', arch: 'arm64', program: 'content' },
    ...{ runtime: '@oven/bun-linux-aarch64', neutralino: 'neutralino-linux_arm64' },
  },
  {
    ...{ name: 'darwin-x64', system: 'darwin', arch: 'x86_64', program: 'content' },
    ...{ runtime: '@oven/bun-darwin-x64', neutralino: 'neutralino-mac_x64' },
  },
  {
    ...{ name: 'darwin-arm64', system: 'darwin', arch: 'arm64', program: 'content' },
    ...{ runtime: '@oven/bun-darwin-aarch64', neutralino: 'neutralino-mac_arm64' },
  },
  {
    ...{ name: 'windows-x64', system: 'windows', arch: 'amd64', program: 'content.exe' },
    ...{ runtime: '@oven/bun-windows-x64', neutralino: 'neutralino-win_x64.exe' },
  },
  {
    ...{ name: 'windows-arm64', system: 'windows', arch: 'arm64', program: 'content.exe' },
    ...{ runtime: '@oven/bun-windows-aarch64', neutralino: 'neutralino-win_arm64.exe' },
  },
]

/** The target of the machine that runs this. */
export const hereTarget = () =>
  TARGETS.find(it => it.name === `${process.platform.replace('win32', 'windows')}-${process.arch}`)
