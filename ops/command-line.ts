/** What `read` makes of the command line; if it throws, one sentence, the help, and exit code 2. */
export function readCommandLine<T>(help: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help.trimEnd()}`)
    process.exit(2)
  }
}
