import { parseArgs } from 'node:util'
import { BROKEN, BROKEN_NAMES, type BrokenName } from './broken.ts'

export const HELP = `bun run soak [--kills N] [--videos N] [--minutes N] [--seed S] [--worlds N]
bun run soak --broken NAME
bun run soak --big [--gigabytes N]
bun run soak --slow [--kilobytes N]
bun run soak --orders N [--kills N]

Publishes video after video while the agent, the api and the sandboxes are killed (kill -9), at
random and at named moments, over lines that are cut, slow and full of holes; then compares what
each platform, the api and the agent's journal say. Exits 0 when nothing is doubled, lost or wrong.

  --kills N      how often something is killed (100)
  --videos N     no more videos than these; without it they keep coming
  --minutes N    no more kills after so long (60)
  --worlds N     share the kills out to so many worlds at once (1, or 3 from 300 kills on)
  --seed S       the same decisions as a run that printed this seed
  --json         one line of JSON at the end
  --keep         leave the folders for a look
  --broken NAME  an agent with one line spoilt, and one video, at whose decisive moment it is
                 killed; exits 0 when that is noticed:
${BROKEN_NAMES.map(name => `                 ${name.padEnd(13)} ${BROKEN[name].says}`).join('\n')}
  --big          one huge file over a line that is cut 100 times
  --gigabytes N  how huge (10)
  --slow         one small video to every platform at 1 KB a second and with 2 s of latency
  --kilobytes N  how small (200)
  --orders N     so many orders from the dashboard, while agent, api and line are killed
  --help         this text
`

const MANY_KILLS = 300

export interface SoakOptions {
  kills: number
  videos: number | null
  minutes: number
  worlds: number
  seed: number
  isJson: boolean
  isKept: boolean
  broken: BrokenName | null
  isBig: boolean
  gigabytes: number
  isSlow: boolean
  kilobytes: number
  /** How many orders are given; null for another campaign. */
  orders: number | null
}

/** What was asked for; null when that was help. Throws what a person can read. */
export function readOptions(args: string[]): SoakOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '100' },
      videos: { type: 'string' },
      minutes: { type: 'string', default: '60' },
      worlds: { type: 'string' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      broken: { type: 'string' },
      big: { type: 'boolean', default: false },
      gigabytes: { type: 'string', default: '10' },
      slow: { type: 'boolean', default: false },
      kilobytes: { type: 'string', default: '200' },
      orders: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return null
  const kills = count('kills', values.kills)
  return {
    kills,
    videos: values.videos === undefined ? null : count('videos', values.videos),
    minutes: count('minutes', values.minutes),
    worlds: values.worlds
      ? Math.max(1, count('worlds', values.worlds))
      : kills < MANY_KILLS
        ? 1
        : 3,
    seed: count('seed', values.seed),
    isJson: values.json,
    isKept: values.keep,
    broken: values.broken === undefined ? null : brokenName(values.broken),
    isBig: values.big,
    gigabytes: count('gigabytes', values.gigabytes),
    isSlow: values.slow,
    kilobytes: count('kilobytes', values.kilobytes),
    orders: values.orders === undefined ? null : count('orders', values.orders),
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value
  throw new Error(`--${name} takes a number, not "${text}".`)
}

function brokenName(text: string): BrokenName {
  const name = BROKEN_NAMES.find(known => known === text)
  if (name) return name
  throw new Error(`There is no broken agent named ${text}: ${BROKEN_NAMES.join(', ')}.`)
}
