/** Runs a program to its end, such as one that judges what ours made. */
export async function runProgram(command: readonly string[], cwd = process.cwd()) {
  const stdio = { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' } as const
  const child = Bun.spawn([...command], { ...stdio, cwd })
  const [stdout, stderr, code] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ])
  return { stdout, stderr, code }
}

/** Runs a program that has to succeed. Throws the end of what it complained about. */
export async function mustRun(command: readonly string[], cwd = process.cwd()) {
  const ended = await runProgram(command, cwd)
  if (ended.code === 0) return ended
  throw new Error(`${command[0]} failed: ${ended.stderr.slice(-500)}`)
}
