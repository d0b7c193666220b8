export interface Packet {
  readonly ptsMs: number
  readonly isKey: boolean
}

export interface Timing {
  readonly usualFps: number | null
  /** Where pictures are left out this is less, whatever the file says. */
  readonly meanFps: number | null
  readonly isVariableRate: boolean
  readonly gopMs: number | null
  readonly hasOpenGop: boolean
  /** From the first picture to the last. */
  readonly spanMs: number
}

// Matroska keeps whole milliseconds and phones jitter by a few; half a picture is neither.
const UNSTEADY = 0.5
const MOST_UNSTEADY_SHARE = 0.05
const LARGEST_JUMP_MS = 1500
const FAST_SHARE = 0.1
const FASTER = 0.7

/** What the order and spacing of packets, sampled in a few windows, tell about a video. Pure. */
export function timingOf(packets: readonly Packet[]): Timing {
  const times = packets.map(packet => packet.ptsMs)
  const gaps = gapsOf(times)
  const usual = usualGap(gaps)
  const unsteady = usual ? gaps.filter(gap => Math.abs(gap - usual) > usual * UNSTEADY) : []
  return {
    usualFps: usual ? 1000 / usual : null,
    meanFps: usual ? (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0) : null,
    isVariableRate: unsteady.length > gaps.length * MOST_UNSTEADY_SHARE,
    gopMs: gopOf(packets),
    hasOpenGop: hasLeadingPictures(packets),
    spanMs: times.length > 0 ? times.reduce(larger) - times.reduce(smaller) : 0,
  }
}

const larger = (a: number, b: number) => Math.max(a, b)
const smaller = (a: number, b: number) => Math.min(a, b)

/** Distances between pictures in the order they are shown, shortest first. */
function gapsOf(times: number[]): number[] {
  const shown = [...new Set(times)].sort((a, b) => a - b)
  const gaps = shown.slice(1).map((time, at) => time - (shown[at] ?? time))
  // A longer one is the hole between two windows, or a pause that says nothing about the rest.
  return gaps.filter(gap => gap > 0 && gap < LARGEST_JUMP_MS).sort((a, b) => a - b)
}

/** The middle one, unless many pictures follow each other much faster: those are to be kept too. */
function usualGap(gaps: readonly number[]): number | undefined {
  const middle = gaps[Math.floor(gaps.length / 2)]
  const short = gaps[Math.floor(gaps.length * FAST_SHARE)]
  return middle && short && short < middle * FASTER ? short : middle
}

function gopOf(packets: readonly Packet[]): number | null {
  const keys = packets.filter(packet => packet.isKey).map(packet => packet.ptsMs)
  const gaps = keys.slice(1).map((time, at) => time - (keys[at] ?? time))
  const usual = gaps.filter(gap => gap > 0).sort((a, b) => a - b)
  return usual[Math.floor(usual.length / 2)] ?? null
}

/** A picture stored after a key picture but shown before it leans on the group before. */
function hasLeadingPictures(packets: readonly Packet[]): boolean {
  let key: Packet | undefined
  for (const packet of packets) {
    if (packet.isKey) key = packet
    else if (key && packet.ptsMs < key.ptsMs && key.ptsMs - packet.ptsMs < LARGEST_JUMP_MS) {
      return true
    }
  }
  return false
}
