/** Middle, least and most of some figures. */
export interface Spread {
  median: number
  min: number
  max: number
}

export interface Figure {
  name: string
  unit: string
  value: Spread
  /** What this is measured against, in the same run. */
  against?: { name: string; value: Spread; ratio: Spread }
  goal?: { text: string; isMet: boolean }
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
  const median = sorted.length % 2 === 0 ? (low + high) / 2 : high
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 }
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/**
 * Runs two ways of doing the same in turns, so that a busy machine slows both. Which one goes first
 * changes each round; the first round warms caches up and does not count.
 */
export async function inTurns(
  rounds: number,
  ways: { ours(): Promise<number>; theirs(): Promise<number> },
): Promise<{ ours: number[]; theirs: number[] }> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const isOursFirst = round % 2 === 0
    const first = isOursFirst ? await ways.ours() : await ways.theirs()
    const second = isOursFirst ? await ways.theirs() : await ways.ours()
    if (round === 0) continue
    ours.push(isOursFirst ? first : second)
    theirs.push(isOursFirst ? second : first)
  }
  return { ours, theirs }
}

/** Ours divided by theirs, round by round. */
export const ratiosOf = (ours: readonly number[], theirs: readonly number[]) =>
  spreadOf(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)))

/** One line a figure: `name: median unit (min–max)`, and the ratio where there is one. */
export function figureLine({ name, unit, value, against, goal }: Figure): string {
  const parts = [`${name}: ${spreadText(value)} ${unit}`]
  if (against) {
    parts.push(
      `${against.name} ${spreadText(against.value)} ${unit}`,
      `ratio ${spreadText(against.ratio)}`,
    )
  }
  if (goal) parts.push(`goal ${goal.text}: ${goal.isMet ? 'met' : 'NOT met'}`)
  return parts.join(' · ')
}

const spreadText = ({ median, min, max }: Spread) =>
  min === max ? short(median) : `${short(median)} (${short(min)}–${short(max)})`

const short = (value: number) =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
