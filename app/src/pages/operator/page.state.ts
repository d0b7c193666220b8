import type { OperatorFigures } from '@content/api/contract'
import { createResource, createSignal } from 'solid-js'
import { api } from '../../api.ts'
import { monthsFrom, monthsUpTo } from './figures.ts'

const MONTHS = 12

const load = (month: string): Promise<OperatorFigures[]> =>
  Promise.all(monthsUpTo(month, MONTHS).map(month => api.operator.figures.query({ month })))

/** The figures of a month and of those before it, the oldest first. */
export function makeFigures() {
  const now = new Date().toISOString().slice(0, 7)
  const [month, setMonth] = createSignal(now)
  const [alerts] = createResource(async () => (await api.operator.alerts.query()).alerts)
  const [data, { refetch }] = createResource(month, load)
  return {
    ...{ data, month, alerts },
    isLast: () => month() === now,
    move: (by: number) => void setMonth(monthsFrom(month(), by)),
    async saveSpend(cents: number) {
      await api.operator.saveSpend.mutate({ month: month(), cents })
      await refetch()
    },
  }
}

export type FiguresState = ReturnType<typeof makeFigures>
