import { readCommandLine } from '../command-line.ts'
import { MINUTE_MS } from '../durations.ts'
import { BIG_PLATFORM, bigLines, runBig } from './big.ts'
import { BROKEN } from './broken.ts'
import { HELP, readOptions, type SoakOptions } from './options.ts'
import { ordersLines, runOrders } from './orders.ts'
import { figuresOf, linesOf } from './report.ts'
import { inClips, inWorld, type SoakRun, soakBroken, soakSideBySide } from './session.ts'
import { runSlow, slowLines } from './slow.ts'

const REST_MS = 8 * MINUTE_MS
const BIG_CUTS = 100

async function main(): Promise<number> {
  const options = readCommandLine(HELP, () => readOptions(process.argv.slice(2)))
  if (!options) {
    console.log(HELP)
    return 0
  }
  const stop = new AbortController()
  // `on`, not `once`: a second signal must not cut the clean-up short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort())
  }
  console.log(`seed ${options.seed}`)
  if (options.orders !== null) return ordered(options, options.orders, stop.signal)
  if (options.isSlow) return slow(options, stop.signal)
  return options.isBig ? big(options, stop.signal) : campaign(options, stop.signal)
}

async function campaign(options: SoakOptions, signal: AbortSignal): Promise<number> {
  const endsAt = Date.now() + options.minutes * MINUTE_MS
  let kills = 0
  const run: SoakRun = {
    ...{
      kills: options.kills,
      seed: options.seed,
      isKept: options.isKept,
      restMs: REST_MS,
      signal,
    },
    ...(options.videos !== null && { videos: options.videos }),
    isEnough: () => Date.now() > endsAt,
    onKill: ({ who, when }) => {
      kills += 1
      if (!options.isJson) console.log(`${String(kills).padStart(5)} ${who.padEnd(8)} ${when}`)
    },
  }
  const { broken } = options
  const outcome = broken
    ? await soakBroken(broken, { ...run, restMs: MINUTE_MS })
    : await soakSideBySide(run, options.worlds)
  if (options.isJson) console.log(JSON.stringify({ seed: options.seed, ...figuresOf(outcome) }))
  else for (const line of linesOf(outcome)) console.log(line)
  if (signal.aborted) return 130
  if (!broken) return outcome.violations.length > 0 ? 1 : 0
  const caughtBy: readonly string[] = BROKEN[broken].caughtBy
  const isCaught = outcome.violations.some(({ check }) => caughtBy.includes(check))
  console.log(isCaught ? `${broken} was noticed` : `${broken} was NOT noticed`)
  return isCaught ? 0 : 1
}

async function big(options: SoakOptions, signal: AbortSignal): Promise<number> {
  const { seed, isKept } = options
  const outcome = await inClips(clips =>
    inWorld({ seed, isKept, platforms: [BIG_PLATFORM] }, world =>
      runBig(world, { clips, sizeBytes: options.gigabytes * 1e9, cuts: BIG_CUTS }, signal),
    ),
  )
  if (options.isJson) console.log(JSON.stringify({ seed, ...outcome }))
  else for (const line of bigLines(outcome)) console.log(line)
  return outcome.isPublished ? 0 : 1
}

async function slow(options: SoakOptions, signal: AbortSignal): Promise<number> {
  const { seed, isKept } = options
  const outcome = await inWorld({ seed, isKept }, world =>
    runSlow(world, { padBytes: options.kilobytes * 1000 }, signal),
  )
  if (options.isJson) console.log(JSON.stringify({ seed, ...outcome }))
  else for (const line of slowLines(outcome)) console.log(line)
  return outcome.isPublished ? 0 : 1
}

async function ordered(options: SoakOptions, orders: number, signal: AbortSignal) {
  const { seed, kills, isKept, minutes } = options
  const run = { orders, kills, seed, restMs: Math.min(REST_MS, minutes * MINUTE_MS), signal }
  const outcome = await inClips(clips =>
    inWorld({ seed, isKept }, world => runOrders(world, { ...run, clips })),
  )
  if (options.isJson) console.log(JSON.stringify({ seed, ...outcome }))
  else for (const line of ordersLines(outcome)) console.log(line)
  return outcome.violations.length > 0 ? 1 : 0
}

process.exit(
  await main().catch(error => {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }),
)
