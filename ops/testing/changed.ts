import { runProgram } from '../run-program.ts'

/** The commit that this work grew from: where it left main, or the newest one on main itself. */
export async function changedSince(root: string): Promise<string> {
  for (const branch of ['main', 'origin/main']) {
    const base = await git(root, ['merge-base', 'HEAD', branch])
    if (base) return base
  }
  const newest = await git(root, ['rev-parse', 'HEAD'])
  if (newest) return newest
  throw new Error('There is no git history here to compare with.')
}

async function git(root: string, args: string[]): Promise<string> {
  const { code, out } = await runProgram(['git', ...args], { cwd: root })
  return code === 0 ? out.trim() : ''
}
