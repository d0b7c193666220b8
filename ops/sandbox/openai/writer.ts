import { resolve, type Schema } from './schema.ts'

interface Desk {
  root: Schema
  /** What the prompt is about: the words of the first file name in it, else its first words. */
  subject: string
  seed: number
  depth: number
}

/** Invents an answer that satisfies the schema; the same prompt always gets the same answer. */
export function writeAnswer(schema: Schema, prompt: string): unknown {
  const desk = { root: schema, subject: subjectOf(prompt), seed: Number(Bun.hash.crc32(prompt)) }
  return write(schema, '', { ...desk, depth: 0 })
}

const ENDING = String.raw`\.(?:mp4|mov|mkv|webm|avi|m4v|m?ts|mpe?g|wmv|flv|3gp)\b`
// A name with spaces can only be told from prose by what stands before it.
const FILE_NAMES = [
  new RegExp(`["'\`“]([^"'\`“\n]+)${ENDING}`, 'i'),
  new RegExp(`[:/\\\\][ \\t]*([^\\n:/\\\\"']+)${ENDING}`, 'i'),
  new RegExp(`([^\\s"']+)${ENDING}`, 'i'),
]

/** "2026-05 harbour_at-dawn.mp4" becomes "harbour at dawn". */
export function subjectOf(prompt: string): string {
  const found = FILE_NAMES.map(pattern => pattern.exec(prompt)?.[1]).find(Boolean)
  const name = found?.split(/[/\\]/).at(-1) ?? prompt.trim().slice(0, 60)
  const words = name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  // Cameras and editors put dates and counters first; a name that is nothing else keeps them.
  return words.replace(/^(\d{2,}\s+)+(?=\S*\D)/, '') || 'A new video'
}

function write(given: Schema, name: string, desk: Desk): unknown {
  const schema = resolve(given, desk.root)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[desk.seed % schema.enum.length]
  if (Array.isArray(schema.anyOf)) return write(firstOf(schema.anyOf), name, desk)
  const type = [schema.type].flat().find(one => one !== 'null') ?? 'null'
  switch (type) {
    case 'object':
      return writeObject(schema, desk)
    case 'array':
      return writeList(schema, name, desk)
    case 'string':
      return writeText(schema, name, desk)
    case 'integer':
    case 'number':
      return writeNumber(schema, type === 'integer')
    case 'boolean':
      return false
    default:
      return null
  }
}

// The last alternative that is not null tends to be the plain one in recursive schemas.
const firstOf = (options: Schema[]): Schema =>
  options.find(option => option.type !== 'null') ?? { type: 'null' }

function writeObject(schema: Schema, desk: Desk): object {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const inner = { ...desk, depth: desk.depth + 1 }
  return Object.fromEntries(properties.map(([name, child]) => [name, write(child, name, inner)]))
}

function writeList(schema: Schema, name: string, desk: Desk): unknown[] {
  const least = Number(schema.minItems ?? 0)
  const most = Number(schema.maxItems ?? Number.POSITIVE_INFINITY)
  const words = distinct(
    desk.subject
      .toLowerCase()
      .split(' ')
      .filter(word => word.length > 2),
  )
  // A schema that contains itself would never end.
  const natural = desk.depth > 6 ? 0 : Math.max(3, words.length)
  const count = Math.min(most, Math.max(least, Math.min(natural, 8)))
  const items = (schema.items ?? {}) as Schema
  const inner = { ...desk, depth: desk.depth + 1 }
  return Array.from({ length: count }, (_, index) => {
    const subject = words[index] ?? FILLERS[index % FILLERS.length] ?? 'video'
    return write(items, name, { ...inner, subject, seed: desk.seed + index })
  })
}

const FILLERS = ['video', 'new', 'today', 'behind the scenes', 'story', 'creator', 'watch', 'clips']
const distinct = (words: string[]) => [...new Set(words)]

function writeText(schema: Schema, name: string, { subject, seed }: Desk): string {
  if (schema.format === 'date-time') return '2026-01-01T00:00:00Z'
  const capital = subject.charAt(0).toUpperCase() + subject.slice(1)
  const openers = ['A closer look at', 'A few quiet minutes with', 'Everything about', 'Back to']
  const opener = openers[seed % openers.length]
  const isLong = /desc|caption|text|body|summary|content/i.test(name)
  const isTag = /tag|keyword/i.test(name)
  const wanted = isTag
    ? hashtag(subject, schema)
    : isLong
      ? `${opener} ${subject}. Watch to the end and tell us what you would like to see next.`
      : capital
  const most = Number(schema.maxLength ?? Number.POSITIVE_INFINITY)
  return cut(wanted.padEnd(Number(schema.minLength ?? 0), '.'), most)
}

/** With the sign only where the pattern insists on it. */
function hashtag(subject: string, { pattern }: Schema): string {
  const word = subject.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
  return typeof pattern === 'string' && pattern.startsWith('^#') ? `#${word}` : word
}

/** Cuts between characters, never inside a surrogate pair. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}

function writeNumber(schema: Schema, isInteger: boolean): number {
  const least = Number(schema.minimum ?? schema.exclusiveMinimum ?? 0)
  const above = 'exclusiveMinimum' in schema ? least + (isInteger ? 1 : 0.5) : least
  const most = Number(schema.maximum ?? Number.POSITIVE_INFINITY)
  const value = Math.min(most, Math.max(above, Math.min(1, most)))
  const step = Number(schema.multipleOf ?? 0)
  return step > 0 ? Math.ceil(value / step) * step : value
}
