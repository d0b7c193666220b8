import type { Facts } from '../facts.ts'
import type { Tools } from '../tools/find-tools.ts'
import type { Encoder } from './hardware.ts'

/** What is the same for all files that one run of ffmpeg makes. */
export interface Workshop {
  readonly facts: Facts
  readonly tools: Tools
  /** `null`: x264, which is everywhere. */
  readonly encoder: Encoder | null
  /** A name of ours in the folder ffmpeg runs in. */
  readonly captionsFile: string | null
}
