/** How this very program is started once more: one file, or Bun and a script. */
export function ownCommand(): { program: string; script: string | null } {
  // Inside a compiled program the script lies in a file system of its own.
  const isCompiled = /^(\/\$bunfs\/|[A-Z]:[\\/]~BUN[\\/])/i.test(Bun.main)
  return { program: process.execPath, script: isCompiled ? null : Bun.main }
}
