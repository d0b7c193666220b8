import { parseArgs } from 'node:util'
import { AGENT_BENCHES } from './agent/benches.ts'
import { type Figure, lineOf } from './measure.ts'

const HELP = `Usage: bun run bench agent [options]

Measures the agent against the raw limit and a rival, side by side in one run.
A ratio counts, not a figure: other machines have other figures.

  --only LIST     ${Object.keys(AGENT_BENCHES).join(', ')} (commas between)
  --rounds N      how often each pair is measured (default 5)
  --minutes N     how long the idle agent is watched (default 10)
  --json          one JSON line a figure
  --help          this text
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

process.exitCode = await main()

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const wanted = values.only?.split(',') ?? Object.keys(AGENT_BENCHES)
  const unknown = wanted.find(name => !(name in AGENT_BENCHES))
  const [rounds, minutes] = [Number(values.rounds), Number(values.minutes)]
  const isCount = Number.isInteger(rounds) && rounds > 0 && minutes > 0
  if (positionals.join(' ') !== 'agent' || unknown || !isCount) {
    process.stderr.write(unknown ? `There is no bench "${unknown}".\n${HELP}` : HELP)
    return 2
  }
  let isEachGoalMet = true
  for (const [name, bench] of Object.entries(AGENT_BENCHES)) {
    if (!wanted.includes(name)) continue
    if (!values.json) process.stderr.write(`${name} …\n`)
    for (const figure of await bench({ rounds, minutes })) {
      isEachGoalMet &&= figure.goal?.isMet ?? true
      print(name, figure)
    }
  }
  return isEachGoalMet ? 0 : 1
}

function print(bench: string, figure: Figure): void {
  const line = values.json ? JSON.stringify({ bench, ...figure }) : lineOf(figure)
  process.stdout.write(`${line}\n`)
}
