import type { Film, Locale } from './film.ts'

/** Between two captions, so that one is seen to be another. */
const GAP_SECONDS = 0.2

export const secondsOf = ({ captions }: Pick<Film, 'captions'>): number =>
  captions.reduce((sum, { seconds }) => sum + seconds, 0)

/** WebVTT, as the captions' own lengths have it. */
export function captionsOf({ captions }: Pick<Film, 'captions'>, locale: Locale): string {
  let from = 0
  const cues = captions.map(caption => {
    const to = from + caption.seconds
    const cue = `${stamp(from)} --> ${stamp(to - GAP_SECONDS)}\n${caption[locale]}\n`
    from = to
    return cue
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

function stamp(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23)
}
