import type { Platform } from '@content/api/contract'
/** What holds the streams, as far as platforms tell them apart. */
export type Container = 'mp4' | 'mov' | 'webm' | 'mkv' | 'mpegts' | 'avi' | 'other'

export interface Range {
  readonly min: number
  readonly max: number
}

export type Demand =
  | 'progressive'
  | '8_bit_420'
  | 'sdr'
  | 'closed_gop'
  | 'constant_rate'
  | 'faststart'
  | 'no_edit_list'
  | 'hvc1'
  | 'square_pixels'

export interface AudioRules {
  readonly codecs: readonly string[]
  readonly maxSampleRate: number
  readonly maxChannels: number
}

/** What a platform takes, as its documentation said on `checkedOn`. `null`: it states no limit. */
export interface Rules {
  readonly platform: Platform
  readonly name: string
  readonly checkedOn: string
  /** The pages the numbers are from; our digest of them is in contributing/protocols. */
  readonly source: string
  readonly containers: readonly Container[] | null
  readonly videoCodecs: readonly string[] | null
  readonly fps: Range | null
  readonly side: Range | null
  readonly maxWidth: number | null
  readonly aspect: Range | null
  readonly durationMs: Range
  readonly maxSizeBytes: number
  readonly maxVideoBitRate: number | null
  readonly demands: readonly Demand[]
  readonly audio: AudioRules | null
}
