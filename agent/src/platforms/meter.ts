const WINDOW_MS = 8000

/** Bytes a second over the last seconds, and how long the rest will take. */
export function openMeter(totalBytes: number, now: () => number) {
  const samples: { atMs: number; bytes: number }[] = []
  return (sentBytes: number) => {
    const atMs = now()
    samples.push({ atMs, bytes: sentBytes })
    while (samples.length > 2 && atMs - (samples[0]?.atMs ?? atMs) > WINDOW_MS) samples.shift()
    const first = samples[0]
    const elapsedMs = atMs - (first?.atMs ?? atMs)
    const speed = first && elapsedMs > 0 ? ((sentBytes - first.bytes) * 1000) / elapsedMs : null
    return {
      percent: totalBytes > 0 ? Math.min(100, (sentBytes / totalBytes) * 100) : 0,
      speed: speed && speed > 0 ? speed : null,
      secondsLeft: speed && speed > 0 ? (totalBytes - sentBytes) / speed : null,
    }
  }
}
