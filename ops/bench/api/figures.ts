import type { Figure } from '../measure.ts'
import { ratiosOf, spreadOf } from '../measure.ts'

export type Path = 'read' | 'write'

/** One way of being asked, in one round; what was not looked at is not there. */
export interface Measured {
  perSecond: number
  p50Ms: number
  p99Ms: number
  cpuMicros?: number
  rssMb?: number
}

interface Ratio {
  against: string
  what: 'perSecond' | 'p99Ms'
  least?: number
  most?: number
}

const OURS = ['ours by tRPC', 'ours by REST']
const MOST_RSS_MB = 130

/** A rival writes its own SQL; given ours it is compared, too, but that is no goal. */
const goalsOf = (path: Path): Ratio[] => [
  { against: 'Bun.serve + pg', what: 'perSecond', least: path === 'read' ? 0.55 : 0.6 },
  { against: 'Bun.serve + pg', what: 'p99Ms', most: 2 },
  { against: 'Fastify on Node', what: 'perSecond', least: 1.3 },
  { against: 'Fastify on Node with our SQL', what: 'perSecond' },
  { against: 'FastAPI, 1 worker', what: 'perSecond', least: 10 },
  { against: 'FastAPI, 1 worker with our SQL', what: 'perSecond' },
]

const UNITS = {
  perSecond: ['', 'a second'],
  p50Ms: [': p50', 'ms'],
  p99Ms: [': p99', 'ms'],
  cpuMicros: [': CPU', 'µs a request'],
  rssMb: [': memory', 'MB'],
} as const

/** What was measured of every way, and then our ratios to the others. */
export function figuresOf(path: Path, measured: ReadonlyMap<string, Measured[]>): Figure[] {
  const of = (name: string, what: keyof Measured) =>
    (measured.get(name) ?? []).flatMap(one => one[what] ?? [])
  const plain = [...measured.keys()].flatMap(name =>
    Object.entries(UNITS).flatMap(([what, [suffix, unit]]) => {
      const values = of(name, what as keyof Measured)
      if (values.length === 0) return []
      const isLimited = what === 'rssMb' && OURS.includes(name)
      const value = spreadOf(values)
      const goal = { text: `≤ ${MOST_RSS_MB}`, isMet: value.median <= MOST_RSS_MB }
      return [{ name: `${path}, ${name}${suffix}`, unit, value, ...(isLimited && { goal }) }]
    }),
  )
  const compared = OURS.flatMap(name =>
    goalsOf(path).flatMap(goal => {
      const { against, what } = goal
      // What this machine cannot run was left out.
      if (!measured.has(against)) return []
      return ratioFigure(`${path}, ${name}`, goal, [of(name, what), of(against, what)])
    }),
  )
  return [...plain, ...compared]
}

function ratioFigure(
  name: string,
  { against, what, least, most }: Ratio,
  [ours, theirs]: [number[], number[]],
): Figure {
  const [suffix, unit] = UNITS[what]
  const ratio = ratiosOf(ours, theirs)
  const isMet = ratio.median >= (least ?? 0) && ratio.median <= (most ?? Infinity)
  const text = least === undefined ? `≤ ${most}` : `≥ ${least}`
  const isGoal = least !== undefined || most !== undefined
  return {
    name: `${name}${suffix}`,
    unit,
    value: spreadOf(ours),
    against: { name: against, value: spreadOf(theirs), ratio },
    ...(isGoal && { goal: { text, isMet } }),
  }
}
