const EXTENSION = /\.[\p{L}\p{N}]{1,5}$/u
/** Marks that turn text around or cannot be stored; joiners stay: emoji and scripts need them. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufffd]/gu
/** What a platform would read as markup, a hashtag or a mention. */
const MARKUP = /[<>#@"]/g

const alone = (pattern: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu')
const UUID = alone('[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')
const RECORDER = alone('whatsapp video|screen[ _-]?recording|screencast(?: from)?|wa\\d{4}')
const CAMERA = alone(
  '(?:img|vid|mvi|mov|dsc[fn]?|gopr|g[hxp]\\d{2}|pxl|dji|cimg|sam|wp|trim|inshot|c|p)' +
    '[ _-]?e?\\d{3,}',
)
// Dated camera names: the prefix stands before a date that is taken out on its own.
const PREFIX = /^(?:img|vid|pxl|dji|mvi|inshot)(?=[ _-]*$|[ _-]+(?![\p{L}]))/iu
const DAY = '(?:0[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0[1-9]|1[0-2])'
const YEAR = '(?:19|20)\\d{2}'
const DATE = alone(
  `${YEAR}([-_. ]?)${MONTH}\\1${DAY}(?:[-_ tT]?\\d{6,9})?|${DAY}[-_.]${MONTH}[-_.]${YEAR}`,
)
const TIME = alone('(?:at )?\\d{1,2}[.:]\\d{2}(?:[.:]\\d{2})?(?: ?[ap]m)?')
const EDGES = /^[\s\p{Pd}_.,;:!·|&]+|[\s\p{Pd}_.,;:·|&]+$/gu
const SAYS_SOMETHING = /[\p{L}\p{Extended_Pictographic}]/u

/** The words that a creator put into a file name, or null when a camera or recorder named it. */
export function nameOf(fileName: string): string | null {
  const base = fileName.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const seen = base.replace(EXTENSION, '').replace(UNSEEN, ' ').replace(MARKUP, ' ').trim()
  const own = [UUID, CAMERA, DATE, TIME, RECORDER].reduce(
    (text, noise) => text.replace(noise, ' '),
    seen,
  )
  const words = spaced(own.trim().replace(PREFIX, ' ')).replace(EDGES, '')
  return SAYS_SOMETHING.test(words) ? capitalised(words) : null
}

function spaced(text: string): string {
  const hasSpaces = /\S\s+\S/.test(text)
  const open = text.replace(/[_+]+/g, ' ').replace(/\.(?=\S)/g, ' ')
  // In a slug the hyphens are spaces; in a sentence they belong to its words.
  return (hasSpaces ? open : open.replace(/-+/g, ' ')).replace(/\s+/g, ' ')
}

function capitalised(text: string): string {
  const [first = '', ...rest] = text
  return first.toUpperCase() + rest.join('')
}

// Words that say nothing about a video, in the languages most file names are written in.
const EMPTY_WORDS = new Set(
  (
    'the and for with from this that our your how what when final edit edited export ' +
    'render draft version copy video clip reel short shorts der die das und mit für ' +
    'les des avec pour los las una con para por del'
  ).split(' '),
)
const LONGEST_WORD = 30

/** The words worth a tag, each once, in the order they stand. */
export function keywordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u)
  const telling = words.filter(word => {
    const length = [...word].length
    const least = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word) ? 2 : 3
    return (
      length >= least && length <= LONGEST_WORD && /\p{L}/u.test(word) && !EMPTY_WORDS.has(word)
    )
  })
  return [...new Set(telling)]
}
