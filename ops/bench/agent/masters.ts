import type { Figure } from '../measure.ts'
import type { BenchOptions } from './benches.ts'

export async function benchMasters(_: BenchOptions): Promise<Figure[]> {
  return []
}
