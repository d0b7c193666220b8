/** What opens a page in the browser of this system. */
export function openCommand(system: NodeJS.Platform, address: string): string[] | null {
  // It came over the wire, and a program would read another scheme, or a dash, in its own way.
  if (!/^https?:\/\//.test(address)) return null
  if (system === 'darwin') return ['open', address]
  if (system === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  return ['xdg-open', address]
}

/** Opens a page where there is something to open it with; the address is shown in any case. */
export function openPage(address: string): void {
  const command = openCommand(process.platform, address)
  if (!command) return
  try {
    Bun.spawn(command, { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' }).unref()
  } catch {
    // No browser here: the person uses another machine's.
  }
}
