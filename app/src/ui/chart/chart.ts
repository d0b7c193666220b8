/** The box that lines are drawn in; the page stretches it. */
export const BOX = { width: 600, height: 200 } as const

export interface Scale {
  min: number
  max: number
}

/** From 0, unless a platform took something back. */
export function scaleOf(series: readonly (readonly (number | null)[])[]): Scale {
  const values = series.flat().filter(value => value !== null)
  return { min: Math.min(0, ...values), max: Math.max(1, ...values) }
}

/**
 * A line through values at even distances, as an SVG path. It breaks where nothing is known: a gap
 * is never bridged. A value between two gaps is a dot.
 */
export function pathOf(values: readonly (number | null)[], { min, max }: Scale): string {
  const step = values.length > 1 ? BOX.width / (values.length - 1) : 0
  const x = (at: number) => round(values.length > 1 ? at * step : BOX.width / 2)
  const y = (value: number) => round(BOX.height * (1 - (value - min) / (max - min)))
  let path = ''
  for (const [at, value] of values.entries()) {
    if (value === null) continue
    const isFirst = (values[at - 1] ?? null) === null
    const isAlone = isFirst && (values[at + 1] ?? null) === null
    path += `${isFirst ? 'M' : 'L'}${x(at)} ${y(value)}${isAlone ? 'h0' : ''}`
  }
  return path
}

const round = (value: number) => Math.round(value * 10) / 10
