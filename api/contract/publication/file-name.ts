const ENDINGS = /(?:\.(?:mp4|m4v|mov|mkv|webm|avi|mts|m2ts|mpe?g|wmv|flv|3gp))+$/iu
const ENDING = /\.(?=\p{N}*\p{L})[\p{L}\p{N}]{1,5}$/u
/** Marks that turn text around or cannot be stored; joiners stay: emoji and scripts need them. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufffd]/gu
/** What a platform would read as markup, a hashtag or a mention; "C#" is none. */
const MARKUP = /[<>@"]|#(?=[\p{L}\p{N}_#])/gu

const YEAR = '(?:19|20)\\d{2}'
const MONTH = '(?:0[1-9]|1[0-2])'
const DAY = '(?:0[1-9]|[12]\\d|3[01])'
const CLOCK = '\\d{1,2}[.:_-]?\\d{2}(?:[.:_-]?\\d{2,5})?(?: ?[ap]m)?'
const DATE = `${YEAR}([-_. ]?)${MONTH}\\1${DAY}(?:(?:[-_ tT.,]| at )+${CLOCK})?`

const alone = (pattern: string) => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`
const UUID = new RegExp(alone('[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'), 'giu')

/** Whole words of a camera, exactly as it writes them: "C-130" and "Sam 2024" are somebody's. */
const CAMERA =
  '(?:img|vid|mvi|mov|dscn?|dscf|pxl|dji|cimg|gopr|inshot|trim)[_-]?e?\\d{3,}' +
  '(?:[_-](?:\\d{3,}|wa\\d{4}))*' +
  '|(?:sam|wp)_\\d{4,}(?:_\\d+)*|g[hlpx]\\d{6}|c0\\d{3}|p\\d{7}'
const RECORDER = 'whatsapp video|screen[ _-]?recording|screencast(?: from)?'
/** What stands at one end of a name and was certainly put there by no person. */
const NOISE = `(?:${CAMERA}|(?:(?:${RECORDER})[ _-]+)?${DATE})`
const AT_START = new RegExp(`^${alone(NOISE)}[\\s_.,;:·|-]*(?=\\S|$)`, 'iu')
const AT_END = new RegExp(`[\\s_.,;:·|-]*${alone(NOISE)}$`, 'iu')

/** If nothing else is left, such words are a camera's too. */
const LOOSE = new RegExp(
  alone(
    `${RECORDER}|(?:img|vid|video|mvi|mov|movie|dsc[fn]?|gopr|pxl|dji|cimg|sam|wp|trim|inshot|` +
      'lv|vn|rec|rpreplay|snapchat|c|p|g[hlpx])[ _-]?e?(?=\\d|$|[ _-])|' +
      `wa(?=\\d{4})|at|${DATE}|${CLOCK}|` +
      `${DAY}[-_.]${MONTH}[-_.]${YEAR}`,
  ).replaceAll('(?![\\p{L}\\p{N}])', ''),
  'giu',
)
const SAYS_SOMETHING = /[\p{L}\p{Extended_Pictographic}]/u

/** The words that a creator put into a file name, or null when a camera or recorder named it. */
export function nameOf(fileName: string): string | null {
  const base = fileName.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const stem = ENDINGS.test(base) ? base.replace(ENDINGS, '') : base.replace(ENDING, '')
  const seen = stem.replace(UNSEEN, ' ').replace(MARKUP, ' ').replace(UUID, ' ').trim()
  if (!SAYS_SOMETHING.test(seen.replace(LOOSE, ' '))) return null
  const words = trimmed(spaced(withoutNoise(seen)))
  return SAYS_SOMETHING.test(words) ? capitalised(words) : null
}

function withoutNoise(name: string): string {
  const shorter = name.replace(AT_START, '').replace(AT_END, '').trim()
  return shorter === name || shorter === '' ? name : withoutNoise(shorter)
}

function spaced(text: string): string {
  // In a slug, marks are spaces; in a sentence they belong to its words.
  const isSlug = !/\S\s+\S/.test(text)
  const words = text.replace(/_+/g, ' ')
  if (!isSlug) return words.replace(/\s+/g, ' ')
  const hasOthers = /[_\p{Pd}]/u.test(text)
  return words
    .replace(/(?<=\p{L})\+(?=\p{L})/gu, ' ')
    .replace(hasOthers ? /(?!)/g : /(?<!\d)\.(?=\S)|\.(?=[^\s\d])/gu, ' ')
    .replace(/(?<!\p{Lu})-+|-+(?!\d)/gu, ' ')
    .replace(/\s+/g, ' ')
}

const EDGES = /^(?:[\s\p{Pd}_,;:!·|&]|\.(?!\p{Lu}))+|[\s\p{Pd}_,;:·|&]+$/gu
/** The full stop of "U.S." is part of it. */
const STOPS = /(?<![\s.]\p{L}|^\p{L})\.+$/u

const trimmed = (text: string) => text.replace(EDGES, '').replace(STOPS, '').replace(EDGES, '')

function capitalised(text: string): string {
  // "iPhone" is written as its maker does.
  if (/^\p{Ll}\p{Lu}/u.test(text)) return text
  const [first = '', ...rest] = text
  return first.toUpperCase() + rest.join('')
}
