import type { Figure } from '../measure.ts'

export interface BenchOptions {
  rounds: number
  minutes: number
}

export type Bench = (options: BenchOptions) => Promise<Figure[]>
