import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withoutKeys } from '../environment.ts'

/** What opens a page in the browser of this system. */
export function openCommand(system: NodeJS.Platform, address: string): string[] | null {
  // It came over the wire, and a program would read another scheme, or a dash, in its own way.
  if (!/^https?:\/\//.test(address)) return null
  return browserCommand(system, address)
}

function browserCommand(system: NodeJS.Platform, address: string): string[] {
  if (system === 'darwin') return ['open', address]
  if (system === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  return ['xdg-open', address]
}

/** Opens a page where there is something to open it with; the address is shown in any case. */
export function openPage(address: string): void {
  begin(openCommand(process.platform, address))
}

/** Opens a page that lies in a file of our own making. */
export function openFile(path: string): void {
  begin(browserCommand(process.platform, pathToFileURL(path).href))
}

/** What shows a file in the file manager of this system; in its folder, where it can be marked. */
export function revealCommand(system: NodeJS.Platform, path: string): string[] {
  if (system === 'darwin') return ['open', '-R', path]
  if (system === 'win32') return ['explorer.exe', `/select,${path}`]
  return ['xdg-open', dirname(path)]
}

/** Shows a file where it lies; nothing happens where there is no file manager. */
export function revealFile(path: string): void {
  begin(revealCommand(process.platform, path))
}

function begin(command: string[] | null): void {
  if (!command) return
  try {
    const stdio = { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' } as const
    Bun.spawn(command, { ...stdio, env: withoutKeys() }).unref()
  } catch {
    // No browser here: the person uses another machine's.
  }
}
