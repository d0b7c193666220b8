import type { OperatorFigures } from '@content/api/contract'
import { exactly, money, perLocale } from '../../words/format.ts'

export type FigureName = Exclude<keyof OperatorFigures, 'month' | 'how'>

type Kind = 'number' | 'share' | 'cents' | 'times'

interface Group {
  word: 'funnel' | 'money' | 'workspaces' | 'publishing'
  figures: { name: FigureName; kind: Kind }[]
}

export const GROUPS: readonly Group[] = [
  {
    // In the order in which somebody goes through them.
    word: 'funnel',
    figures: [
      { name: 'visits', kind: 'number' },
      { name: 'signUps', kind: 'number' },
      { name: 'channelsConnected', kind: 'number' },
      { name: 'firstVideos', kind: 'number' },
      { name: 'limitsReached', kind: 'number' },
      { name: 'upgraded', kind: 'number' },
      { name: 'renewed', kind: 'number' },
    ],
  },
  {
    word: 'money',
    figures: [
      { name: 'mrrCents', kind: 'cents' },
      { name: 'arpuCents', kind: 'cents' },
      { name: 'ltvCents', kind: 'cents' },
      { name: 'spendCents', kind: 'cents' },
      { name: 'cacCents', kind: 'cents' },
      { name: 'ltvToCac', kind: 'times' },
      { name: 'revenueChurn', kind: 'share' },
    ],
  },
  {
    word: 'workspaces',
    figures: [
      { name: 'activeWorkspaces', kind: 'number' },
      { name: 'payingWorkspaces', kind: 'number' },
      { name: 'newPaying', kind: 'number' },
      { name: 'conversion', kind: 'share' },
      { name: 'logoChurn', kind: 'share' },
    ],
  },
  {
    word: 'publishing',
    figures: [
      { name: 'published', kind: 'number' },
      { name: 'failed', kind: 'number' },
      { name: 'uploadSuccess', kind: 'share' },
    ],
  },
]

const share = perLocale(
  tags => new Intl.NumberFormat(tags, { style: 'percent', maximumFractionDigits: 1 }),
)
const times = perLocale(tags => new Intl.NumberFormat(tags, { maximumFractionDigits: 1 }))

/** A figure as it is read; a dash where there was nothing to divide by. */
export function shown(value: number | null, kind: Kind): string {
  if (value === null) return '–'
  if (kind === 'cents') return money(value, 'usd')
  if (kind === 'share') return share().format(value)
  return kind === 'times' ? `${times().format(value)} : 1` : exactly(value)
}

/** `2026-11` and so many months on from there; negative goes back. */
export function monthsFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by)).toISOString().slice(0, 7)
}

/** The month and those before it, oldest first. */
export const monthsUpTo = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => monthsFrom(month, index - count + 1))

/** The polylines of a sparkline in a box, the highest value at the top; gaps part it. */
export function polylines(
  values: readonly (number | null)[],
  { width, height }: { width: number; height: number },
): string[] {
  const known = values.filter(value => value !== null)
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)]
  const point = (value: number, index: number) => {
    const x = (index / Math.max(1, values.length - 1)) * width
    const y = most === least ? height : height - ((value - least) / (most - least)) * height
    return `${x.toFixed(1)},${y.toFixed(1)}`
  }
  const parts: string[][] = [[]]
  values.forEach((value, index) => {
    if (value === null) parts.push([])
    else parts.at(-1)?.push(point(value, index))
  })
  // A single point twice, so that it is drawn as a dot.
  return parts.flatMap(part =>
    part.length === 1 ? [`${part[0]} ${part[0]}`] : part.join(' ') || [],
  )
}
