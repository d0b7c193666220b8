export interface Progress {
  readonly percent: number
  readonly fps: number
  /** How many seconds of video are done in one second. */
  readonly speed: number
  readonly secondsLeft: number | null
}

/** Reads a line such as `frame= 90 fps= 45 … time=00:00:03.00 … speed=1.5x`. */
export function progressIn(line: string, durationMs: number): Progress | null {
  const time = /time=\s*(\d+):(\d+):(\d+(?:\.\d+)?)/.exec(line)
  if (!time) return null
  const doneSeconds = Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3])
  const totalSeconds = Math.max(0.001, durationMs / 1000)
  const speed = numberAfter('speed', line)
  const percent = Math.min(100, (doneSeconds / totalSeconds) * 100)
  const secondsLeft = speed > 0 ? Math.max(0, totalSeconds - doneSeconds) / speed : null
  return { percent, fps: numberAfter('fps', line), speed, secondsLeft }
}

function numberAfter(name: string, line: string): number {
  return Number(new RegExp(`\\b${name}=\\s*([\\d.]+(?:e[+-]?\\d+)?)`).exec(line)?.[1] ?? 0)
}
