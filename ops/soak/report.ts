import type { Outcome } from './campaign.ts'
import { PLATFORM_NAMES } from './network/lines.ts'
import { CHECK_NAMES } from './oracle.ts'

/** The figures of a campaign, for people and for machines. */
export function figuresOf({ kills, evidence, violations, seconds }: Outcome) {
  const states = Object.groupBy(evidence.publications, row => row.state)
  const cut = evidence.uploads.reduce((sum, it) => sum + it.broken, 0)
  const resentBytes = evidence.uploads.reduce(
    (sum, it) => sum + Math.max(0, it.sentBytes - it.sizeBytes),
    0,
  )
  return {
    seconds: Math.round(seconds),
    kills: kills.length,
    killed: countBy(kills, kill => kill.who),
    moments: countBy(kills, kill => kill.when),
    videos: evidence.dropped.length,
    bytes: evidence.dropped.reduce((sum, it) => sum + it.sizeBytes, 0),
    publications: Object.fromEntries(
      Object.entries(states).map(([state, rows]) => [state, rows?.length ?? 0]),
    ),
    restarts: evidence.publications.reduce((sum, row) => sum + row.restarts, 0),
    onPlatforms: Object.fromEntries(
      PLATFORM_NAMES.map(name => [name, evidence.ledger.filter(it => it.platform === name).length]),
    ),
    cutUploads: cut,
    resentBytes,
    quota: { used: evidence.api.used, held: evidence.api.held },
    violations,
  }
}

const MOST_SHOWN = 20

/** What a person reads at the end. */
export function linesOf(outcome: Outcome): string[] {
  const it = figuresOf(outcome)
  const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  const named = Object.entries(it.moments).filter(([name]) => name !== 'at random')
  return [
    `${it.kills} kills in ${it.seconds} s (${list(it.killed)})`,
    ...named.map(([name, count]) => `  ${String(count).padStart(4)} ${name}`),
    `${it.videos} videos of ${mb(it.bytes)}; publications: ${list(it.publications)}`,
    `on the platforms: ${list(it.onPlatforms)}; uploads: ${list(it.quota)}`,
    `${it.cutUploads} requests cut while they sent, ${mb(it.resentBytes)} sent again`,
    ...CHECK_NAMES.flatMap(name => {
      const wrong = it.violations.filter(({ check }) => check === name)
      const mark = wrong.length === 0 ? '✓' : '✗'
      return [
        `${mark} ${name}: ${wrong.length} wrong`,
        ...wrong.slice(0, MOST_SHOWN).map(({ says }) => `    ${says}`),
      ]
    }),
  ]
}

function countBy<T>(all: readonly T[], name: (one: T) => string): Record<string, number> {
  const groups = [...Map.groupBy(all, name)].map(([key, some]) => [key, some.length] as const)
  return Object.fromEntries(groups.toSorted(([, one], [, other]) => other - one))
}
