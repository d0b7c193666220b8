import type { Facts } from '../facts.ts'

// Sound that starts late is led in by silence, because there is no edit list to say so.
export const FROM_THE_START = 'aresample=async=1:first_pts=0'

/** One stereo sound of several tracks: those with a side keep it, the others are in the middle. */
export function mixOf({ audio, durationMs }: Facts): string | null {
  if (!audio || audio.parts.length < 2) return null
  const length = `atrim=end=${(durationMs / 1000).toFixed(3)}`
  // All are made equally long, because the mix ends with the shortest.
  const each = audio.parts.map(
    ({ index }, at) => `[0:${index}]${FROM_THE_START},pan=mono|c0=c0,apad,${length}[m${at}]`,
  )
  const labels = audio.parts.map((_, at) => `[m${at}]`).join('')
  const sides = [channel(audio.parts, 'left'), channel(audio.parts, 'right')]
  const pan = `pan=stereo|c0=${sides[0]}|c1=${sides[1]}`
  return `${each.join(';')};${labels}amerge=inputs=${audio.parts.length},${pan}`
}

/** The mean of what is heard on a side, because a sum might be too loud to be written down. */
function channel(parts: readonly { side: string }[], side: 'left' | 'right'): string {
  const heard = parts.flatMap((part, at) =>
    part.side === side || part.side === 'both' ? [at] : [],
  )
  const share = (1 / Math.max(1, heard.length)).toFixed(4)
  return heard.length > 0 ? heard.map(at => `${share}*c${at}`).join('+') : '0*c0'
}
