import type { VideoFacts } from '../facts.ts'

/** Slower, and right: the quick way is off by up to ten of 255 in saturated colours. */
export const EXACT = 'flags=bicubic+accurate_rnd+full_chroma_int'

const WIDE_PRIMARIES = new Set(['bt2020', 'smpte431', 'smpte432'])

/** Standard brightness in more colours than a standard screen has. */
export function isWideColour({ hdr, colour }: VideoFacts): boolean {
  if (hdr !== 'none') return false
  return WIDE_PRIMARIES.has(colour.primaries ?? '') || matrixOf(colour) === 'bt2020'
}

/** Another size, and the colours of high definition from whatever they were written in. */
export function scaleTo(size: string, video: VideoFacts): string {
  const { colour } = video
  const range = `in_range=${colour.isFullRange ? 'pc' : 'tv'}`
  const from = colour.matrix === 'gbr' ? '' : `:in_color_matrix=${seenMatrix(video)}:${range}`
  return `scale=${size}:${EXACT}${from}:out_color_matrix=bt709:out_range=tv`
}

interface ToPicture {
  size: string
  /** The colours were brought into the standard ones before. */
  isStandard: boolean
  range: 'pc' | 'tv'
}

/** JPEG and WebP each know one way to write colours down, and have no room to say so. */
export function scaleToPicture(
  { size, isStandard, range: to }: ToPicture,
  video: VideoFacts,
): string {
  const { colour } = video
  const range = `in_range=${colour.isFullRange && !isStandard ? 'pc' : 'tv'}`
  const matrix = isStandard ? 'bt709' : seenMatrix(video)
  const from = colour.matrix === 'gbr' && !isStandard ? '' : `:in_color_matrix=${matrix}:${range}`
  return `scale=${size}:${EXACT}${from}:out_color_matrix=bt601:out_range=${to}`
}

export const STANDARD_FRAMES =
  'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'

export const STANDARD_COLOUR: readonly string[] = [
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
  ...['-color_range', 'tv'],
]

/** Brings wide colours into the standard ones. */
export function narrowColours(video: VideoFacts): string[] {
  const { matrix, primaries, isFullRange } = video.colour
  const space = matrix === 'bt2020nc' || matrix === 'bt2020c' ? 'bt2020ncl' : seenSpace(video)
  const seen = `ispace=${space}:iprimaries=${primaries ?? 'bt2020'}:itrc=bt709`
  const range = `irange=${isFullRange ? 'pc' : 'tv'}:range=tv`
  return ['format=yuv444p10le', `colorspace=all=bt709:${seen}:${range}:format=yuv444p10`]
}

const seenSpace = (video: VideoFacts) => (seenMatrix(video) === 'bt601' ? 'smpte170m' : 'bt709')

/** What players take for granted where nothing is said: by the size of the stored pictures. */
function seenMatrix(video: VideoFacts): string {
  const known = matrixOf(video.colour)
  if (known) return known
  const [long, short] = [video.width, video.height].toSorted((a, b) => b - a) as [number, number]
  return long >= 1280 || short > 576 ? 'bt709' : 'bt601'
}

function matrixOf({ matrix }: VideoFacts['colour']): string | undefined {
  return MATRICES[matrix ?? '']
}

const MATRICES: Readonly<Record<string, string>> = {
  bt709: 'bt709',
  bt470bg: 'bt601',
  smpte170m: 'bt601',
  fcc: 'fcc',
  smpte240m: 'smpte240m',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
}
