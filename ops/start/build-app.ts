import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../run-program.ts'
import { oneAtATime } from './one-at-a-time.ts'

const ROOT = join(import.meta.dir, '../..')

interface Page {
  name: string
  /** The workspace whose script builds it. */
  room: string
  built: string
  sources: readonly string[]
}

const DASHBOARD: Page = {
  ...{ name: 'dashboard', room: 'app', built: 'app/dist/index.html' },
  sources: [
    ...['app/src', 'app/public', 'app/index.html', 'app/vite.config.ts', 'app/compressed.ts'],
    ...['agent/window/platforms', 'agent/window/tokens.css', 'api/contract'],
  ],
}
const WINDOW: Page = {
  ...{ name: 'window', room: 'agent', built: 'agent/window/dist/index.html' },
  sources: ['agent/window', 'api/contract'],
}

const SITE: Page = {
  ...{ name: 'public site', room: 'landing', built: 'landing/dist/index.html' },
  sources: [
    ...['landing/src', 'landing/public', 'landing/astro.config.ts', 'landing/operator.json'],
    ...['landing/release.json', 'api/contract', 'api/src/privacy/registry'],
  ],
}

type Say = (line: string) => void

/** Builds the dashboard when its sources are newer than what was built last. */
export const buildApp = (say: Say) => build(DASHBOARD, say)

/** The same of the agent's window. */
export const buildWindow = (say: Say) => build(WINDOW, say)

/** The same of what a stranger sees. */
export const buildSite = (say: Say) => build(SITE, say)

async function build(page: Page, say: Say): Promise<void> {
  if (isBuilt(page)) return
  // Two at once would take from under each other what they write.
  await oneAtATime(join(ROOT, `node_modules/.cache/build-${page.room}.sqlite`), async () => {
    if (!isBuilt(page)) await buildNow(page, say)
  })
}

function isBuilt({ built, sources }: Page): boolean {
  const last = statSync(join(ROOT, built), { throwIfNoEntry: false })
  const newest = Math.max(...sources.map(source => newestChange(join(ROOT, source))))
  return last !== undefined && last.mtimeMs > newest
}

async function buildNow({ name, room }: Page, say: Say): Promise<void> {
  say(`Building the ${name}…`)
  const command = [process.execPath, '--bun', 'run', 'build']
  // A test's own environment would build what developers see: heavier, and slower to draw.
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, err } = await runProgram(command, { cwd: join(ROOT, room), env })
  if (code !== 0) throw new Error(`The ${name} could not be built.\n${err}`)
}

function newestChange(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  const inside = readdirSync(path)
    .filter(name => name !== 'dist')
    .map(name => newestChange(join(path, name)))
  return Math.max(found.mtimeMs, ...inside)
}
