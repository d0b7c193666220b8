import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../run-program.ts'

const ROOT = join(import.meta.dir, '../..')
const SOURCES = [
  ...['app/src', 'app/public', 'app/index.html', 'app/vite.config.ts', 'app/compressed.ts'],
  'api/contract',
]

/** Builds the dashboard when its sources are newer than what was built last. */
export async function buildApp(say: (line: string) => void): Promise<void> {
  const built = statSync(join(ROOT, 'app/dist/index.html'), { throwIfNoEntry: false })
  const newest = Math.max(...SOURCES.map(source => newestChange(join(ROOT, source))))
  if (built && built.mtimeMs > newest) return
  say('Building the dashboard…')
  const command = [process.execPath, '--bun', 'run', 'build']
  // A test's own environment would build what developers see: heavier, and slower to draw.
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, err } = await runProgram(command, { cwd: join(ROOT, 'app'), env })
  if (code !== 0) throw new Error(`The dashboard could not be built.\n${err}`)
}

function newestChange(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  const inside = readdirSync(path).map(name => newestChange(join(path, name)))
  return Math.max(found.mtimeMs, ...inside)
}
