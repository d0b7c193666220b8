/** Who may import whom; contributing/architecture.mdx shows it as a picture. */
export type Room =
  | 'contract'
  | 'db'
  | 'lib'
  | 'outside'
  | 'feature'
  | 'core'
  | 'http'
  | 'main'
  | 'agent'
  | 'app'
  | 'landing'
  | 'ops'
  | 'none'

interface Rule {
  values: readonly Room[]
  types: readonly Room[]
  /** The only packages whose values may be imported; absent means any. */
  packages?: readonly string[]
}

const API: readonly Room[] = ['contract', 'lib', 'outside', 'feature', 'core', 'http', 'main']

export const RULES: Record<Exclude<Room, 'none'>, Rule> = {
  contract: { values: [], types: [], packages: ['zod'] },
  db: { values: [], types: [], packages: ['kysely', 'pg', '@electric-sql/pglite'] },
  lib: { values: ['contract'], types: ['db'] },
  outside: { values: ['lib', 'contract', 'db'], types: ['core'] },
  feature: { values: ['core', 'lib', 'contract', 'db'], types: ['feature', 'outside'] },
  core: { values: ['lib', 'contract', 'db'], types: API },
  http: { values: ['core', 'lib', 'outside', 'contract'], types: [...API, 'db'] },
  main: { values: [...API, 'db'], types: [] },
  agent: { values: ['contract'], types: [] },
  app: { values: ['contract'], types: [] },
  landing: { values: ['contract'], types: [] },
  ops: { values: ['db', 'contract'], types: [] },
}

/** What a feature lends to others: pure rules, and queries that somebody is handed. */
const LENT = /\.(rules|queries)\.ts$/
/** Tables of facts, which anything pure may read. */
const FACTS = /(\.generated\.ts|\/registry\.ts|\/registry\/[^/]+\.ts)$/
const MAIN_FILES = ['main.ts', 'deps.ts', 'router.ts', 'timetable.ts']

/** The room a file is in; `none` for configuration files at the top. */
export function roomOf(path: string): Room {
  const [top = '', second = '', third = '', fourth] = path.split('/')
  // A bench reaches into every room, as a test does; and what is public says what every room says.
  if (top === 'ops' && ['bench', 'docs', 'site'].includes(second)) return 'none'
  if (top === 'api' && second === 'contract') return 'contract'
  if (top === 'api' && second === 'src') return roomInApi(third, fourth !== undefined)
  if (top === 'db' || top === 'app' || top === 'landing' || top === 'ops') return top
  if (top === 'agent' && (second === 'src' || second === 'window')) return 'agent'
  return 'none'
}

function roomInApi(name: string, isFolder: boolean): Room {
  if (!isFolder) return MAIN_FILES.includes(name) ? 'main' : 'core'
  return name === 'lib' || name === 'outside' || name === 'http' ? name : 'feature'
}

/** The agent's floors, the highest first; each imports only what stands on its own or below. */
export const AGENT_FLOORS: readonly (readonly string[])[] = [
  ['cli.ts'],
  ['commands'],
  ['window'],
  ['doctor'],
  ['status', 'orders'],
  ['wishes'],
  ['publish'],
  ['watch', 'previews'],
  ['core.ts'],
  ['update', 'service'],
  ['media'],
  ['platforms'],
  ['outside', 'account'],
  ['journal', 'config.ts', 'config-file.ts'],
  ['home.ts', 'environment.ts', 'lib'],
]

/** Why one file of the agent may not import another, values or types; undefined when it may. */
export function whyNotInAgent(from: string, to: string): string | undefined {
  const [here, there] = [floorOf(from), floorOf(to)]
  if (here === null || there === null) return undefined
  if (here === -1) return 'this room stands on no floor yet (ops/checks/rooms.ts)'
  const above = AGENT_FLOORS[there]?.join(', ')
  return there < here ? `${above} stands above: what both need lies in the lower one` : undefined
}

function floorOf(path: string): number | null {
  const [, room = ''] = /^agent\/src\/([^/]+)/.exec(path) ?? []
  return room === '' ? null : AGENT_FLOORS.findIndex(floor => floor.includes(room))
}

/** What the agent's window, which is free for everybody, lends to the dashboard. */
export const isLentByWindow = (path: string) => path.startsWith('agent/window/platforms/')

/** Pages are made of everything else, so nothing else imports one. */
export function whyNotInApp(from: string, to: string): string | undefined {
  const isPage = to.startsWith('app/src/pages/')
  const isBelow = /^app\/src\/(ui|words|platforms)\//.test(from)
  return isPage && isBelow ? 'pages are made of this room, and it knows none of them' : undefined
}

/** Why a file that lends to other features may not import another; undefined when it may. */
export function whyNotLent(from: string, to: string): string | undefined {
  const isFeature = roomOf(from) === 'feature' && roomOf(to) === 'feature'
  if (!isFeature || !LENT.test(from) || LENT.test(to) || FACTS.test(to)) return undefined
  return 'what is lent to other features imports lent files only (rules, queries)'
}

/** Why `from` may not import `to`, or undefined when it may. */
export function whyNot(from: string, to: string, kind: 'value' | 'type'): string | undefined {
  const here = roomOf(from)
  const there = roomOf(to)
  if (here === 'none' || there === 'none') return undefined
  if (here === there && (here !== 'feature' || folderOf(from) === folderOf(to))) return undefined
  const rule = RULES[here]
  if (rule.values.includes(there)) return undefined
  if (kind === 'type' && rule.types.includes(there)) return undefined
  if (here === 'feature' && there === 'feature') {
    return LENT.test(to) ? undefined : 'a feature does not call another feature’s verb'
  }
  // Queries are written with the tools of db, wherever they are asked.
  if (there === 'db' && from.endsWith('.queries.ts')) return undefined
  // A router is a feature's door, so the edge may mount it without seeing what is behind.
  if (here === 'http' && to.endsWith('.router.ts')) return undefined
  if (here === 'http' && to === 'api/src/router.ts') return undefined
  // Who is calling is asked at the edge, and sessions live in one file that can be replaced.
  if (here === 'http' && to === 'api/src/account/sessions.ts') return undefined
  return `${here} may not import ${kind === 'type' ? 'types' : 'values'} of ${there}`
}

const folderOf = (path: string) => path.split('/')[2]
