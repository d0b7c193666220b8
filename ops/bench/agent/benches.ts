import type { Bench } from './bench.ts'
import { benchFinding } from './finding.ts'
import { benchFirstByte } from './first-byte.ts'
import { benchIdle } from './idle.ts'
import { benchMasters } from './masters.ts'
import { benchPackages } from './packages.ts'
import { benchPrepare } from './prepare.ts'
import { benchStart } from './start.ts'
import { benchUpload } from './upload.ts'

/** What is measured, in the order in which it is measured. */
export const AGENT_BENCHES: Record<string, Bench> = {
  upload: benchUpload,
  prepare: benchPrepare,
  masters: benchMasters,
  'first-byte': benchFirstByte,
  finding: benchFinding,
  start: benchStart,
  packages: benchPackages,
  idle: benchIdle,
}
