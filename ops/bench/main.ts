import { parseArgs } from 'node:util'
import { readCommandLine } from '../command-line.ts'
import { AGENT_BENCHES } from './agent/benches.ts'
import { ANALYTICS_PARTS, benchAnalytics } from './analytics/benches.ts'
import { benchApi } from './api/benches.ts'
import { APP_PARTS, benchApp } from './app/benches.ts'
import { type Figure, figureLine } from './measure.ts'
import { benchMetrics } from './metrics/benches.ts'
import { benchQueue } from './queue/benches.ts'

const HELP = `Usage: bun run bench agent|api|queue|analytics|app|metrics [options]

Measures the agent or the api against the raw limit and rivals, our queue against pg-boss, or what
the pages of figures ask against the same of raw snapshots, or our count of requests against
prom-client, side by side in one run; or what the dashboard weighs, and how soon it stands on a slow
telephone.
A ratio counts, not a figure: other machines have other figures.

  --only LIST     of the agent: ${Object.keys(AGENT_BENCHES).join(', ')}
  --rounds N      how often each pair is measured (default 5, of the app 1); one takes two minutes
                  of the api
  --minutes N     how long the idle agent is watched (default 10)
  --rows LIST     how many snapshots, of analytics (default 100000,1000000; 10000000 takes long)
  --part NAME     of analytics: ${ANALYTICS_PARTS.join(', ')};
                  of app: ${APP_PARTS.join(', ')} (default: all)
  --write         of analytics: have the documentation say what was measured
  --json          one JSON line a figure
  --help          this text
`

/** What there is, and which parts of it can be measured alone. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  ...{ agent: [], api: [], queue: [], metrics: [] },
  ...{ analytics: ANALYTICS_PARTS, app: APP_PARTS },
}

const { values, positionals } = readCommandLine(HELP, () =>
  parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      rows: { type: 'string', default: '100000,1000000' },
      part: { type: 'string' },
      write: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
)

// In one sentence: whoever measures has no use for our stack.
process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`Not measured: ${error instanceof Error ? error.message : error}\n`)
  return 1
})

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const wanted = values.only?.split(',') ?? Object.keys(AGENT_BENCHES)
  const unknown = wanted.find(name => !(name in AGENT_BENCHES))
  const part = positionals.join(' ')
  const usualRounds = part === 'app' ? 1 : 5
  const [rounds, minutes] = [Number(values.rounds ?? usualRounds), Number(values.minutes)]
  const sizes = values.rows.split(',').map(Number)
  const isSize = (rows: number) => Number.isInteger(rows) && rows >= 10_000
  const isCount = Number.isInteger(rounds) && rounds > 0 && minutes > 0 && sizes.every(isSize)
  const parts = PARTS[part]
  const isPart = values.part === undefined || parts?.includes(values.part)
  if (!parts || !isPart || unknown || !isCount) {
    process.stderr.write(unknown ? `There is no bench "${unknown}".\n${HELP}` : HELP)
    return 2
  }
  const startedAt = performance.now()
  const say = (line: string) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    process.stderr.write(`${String(seconds).padStart(4)} s  ${line}\n`)
  }
  if (part === 'api') return printFigures('api', await benchApi({ rounds, say })) ? 0 : 1
  if (part === 'queue') return printFigures('queue', await benchQueue({ rounds, say })) ? 0 : 1
  if (part === 'app')
    return printFigures('app', await benchApp({ rounds, only: values.part, say })) ? 0 : 1
  if (part === 'metrics') return printFigures('metrics', await benchMetrics({ rounds })) ? 0 : 1
  if (part === 'analytics') {
    const options = { sizes, only: values.part, isWritten: values.write, say }
    return printFigures('analytics', await benchAnalytics(options)) ? 0 : 1
  }
  let isEachGoalMet = true
  for (const [name, bench] of Object.entries(AGENT_BENCHES)) {
    if (!wanted.includes(name)) continue
    say(name)
    isEachGoalMet = printFigures(name, await bench({ rounds, minutes })) && isEachGoalMet
  }
  return isEachGoalMet ? 0 : 1
}

/** Prints figures; whether each of their goals is met. */
function printFigures(bench: string, figures: Figure[]): boolean {
  for (const figure of figures) {
    const line = values.json ? JSON.stringify({ bench, ...figure }) : figureLine(figure)
    process.stdout.write(`${line}\n`)
  }
  return figures.every(({ goal }) => goal?.isMet ?? true)
}
