const DEGREES = String.raw`[-+]?\d{1,3}[.,]\d{3,}`

/** How drones, dashcams, sports cameras and maps write where something is. */
const PLACES = [
  // Drones of one make write "longtitude".
  String.raw`\b(?:lat(?:itude)?|lon|lng|long|longt?itude)\b["']?[\s:=(]{0,4}["']?${DEGREES}`,
  String.raw`\b(?:gps|home|wgs84|position|coord\w*|geo)\b[\s:=([]{0,4}[NSEWO]?[\s:=]{0,3}` +
    DEGREES,
  String.raw`\b[NSEWO]\s?[:=]?\s?\d{1,3}[.,]\d{3,}`,
  String.raw`\d{1,3}\.\d{3,}\s?°?\s?[NSEWO]\b`,
  String.raw`\d{3,5}\.\d{2,}\s?,\s?[NSEW]\b`,
  String.raw`[-+]?\d{1,3}\.\d{4,}\s?°?\s?[,;/| ]\s?[-+]?\d{1,3}\.\d{4,}`,
  String.raw`[-+]\d{2}\.\d{3,}[-+]\d{3}\.\d{3,}`,
  String.raw`\d{1,3}\s?[°º]\s?\d{1,2}(?:[.,]\d+)?\s?['′’]`,
  String.raw`\d{1,3}[.,]\d{3,}\s?[°º]`,
  String.raw`\$G[A-Z](?:RMC|GGA|GLL)\b`,
].map(pattern => new RegExp(pattern, 'iu'))

const NAMES =
  'srtcnt framecnt difftime iso shutter ss fnum ev ct color_md focal_len (?:rel|abs)_alt ' +
  'altitude alt barometer gps home h.s v.s speed yaw pitch roll heading sats?'
const READING = new RegExp(
  String.raw`\b(${NAMES.replaceAll('.', '\\.').replaceAll(' ', '|')}|[dh](?= -?\d)|gb_\w+)` +
    String.raw`\b\s?[:=( ]\s?[-+(]?[a-z]?[:/]?\d`,
  'giu',
)
const LEAST_READINGS = 2

/** Does this text say, to the house, where something is? Such a text is never published. */
export function holdsPlace(text: string): boolean {
  const plain = text.replaceAll(/<[^<>]*>/g, ' ')
  return PLACES.some(pattern => pattern.test(plain))
}

/** What a drone or camera notes about each moment: nobody reads that as a caption. */
export function isTelemetry(cues: readonly { text: string }[]): boolean {
  const notes = cues.filter(({ text }) => holdsPlace(text) || readingsIn(text) >= LEAST_READINGS)
  return notes.length > 0 && notes.length >= cues.length / 2
}

const readingsIn = (text: string) =>
  new Set([...text.replaceAll(/<[^<>]*>/g, ' ').matchAll(READING)].map(it => it[1]?.toLowerCase()))
    .size
