import type { Figure } from '../measure.ts'
import { benchFinding } from './finding.ts'
import { benchFirstByte } from './first-byte.ts'
import { benchIdle } from './idle.ts'
import { benchMasters } from './masters.ts'
import { benchPrepare } from './prepare.ts'
import { benchUpload } from './upload.ts'

export interface BenchOptions {
  rounds: number
  minutes: number
}

export type Bench = (options: BenchOptions) => Promise<Figure[]>

/** What is measured, in the order in which it is measured. */
export const AGENT_BENCHES: Record<string, Bench> = {
  upload: benchUpload,
  prepare: benchPrepare,
  masters: benchMasters,
  'first-byte': benchFirstByte,
  finding: benchFinding,
  idle: benchIdle,
}
