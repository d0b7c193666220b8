/** Structured lines, one JSON object each; values under secret-looking names are blanked. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

type Level = keyof Log

const SECRET_NAME =
  /pass(word)?|secret|token|authorization|cookie|api_?key|credential|sealed|verifier/i
const SECRET_TEXT = /cc_[0-9A-Za-z]{20,}|eyJ[\w-]+\.[\w-]+\.[\w-]+|\b(postgres|redis)\w*:\/\/\S+/g

// Wider than both together, so that whatever it does not find holds nothing to blank.
const SUSPECT = new RegExp(`${SECRET_NAME.source}|cc_|eyJ|postgres|redis`, 'i')

const LONGEST_WAIT_MS = 5
const MOST_WAITING = 500

/** Writes each line as JSON; `write` is the screen unless a test listens. */
export function createLog(write: (line: string) => void = toScreen): Log {
  const at =
    (level: Level) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      write(lineOf({ at: new Date().toISOString(), level, message, ...fields }))
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

let waiting: string[] = []

// Each write to a pipe costs more than making the line does, so a few go together.
function toScreen(line: string): void {
  if (waiting.length === 0) setTimeout(flush, LONGEST_WAIT_MS)
  if (waiting.push(line) >= MOST_WAITING) flush()
}

function flush(): void {
  if (waiting.length === 0) return
  const text = waiting.join('\n')
  waiting = []
  console.log(text)
}

process.on('exit', flush)

/** A value that cannot be written must not turn one failure into two. */
function lineOf(fields: Record<string, unknown>): string {
  try {
    return innocentLine(fields) ?? JSON.stringify(fields, blanked)
  } catch (error) {
    return JSON.stringify({ message: fields.message, unwritable: String(error) })
  }
}

// Nearly every line is flat and without a secret, and looking at it as a whole costs far less.
function innocentLine(fields: Record<string, unknown>): string | null {
  for (const name in fields) if (typeof fields[name] === 'object') return null
  const line = JSON.stringify(fields)
  return SUSPECT.test(line) ? null : line
}

function blanked(name: string, value: unknown): unknown {
  if (value instanceof Error) return errorFields(value)
  if (SECRET_NAME.test(name) && value !== null) return '[secret]'
  return typeof value === 'string' ? value.replace(SECRET_TEXT, '[secret]') : value
}

function errorFields(error: Error): Record<string, unknown> {
  const { name, message, stack, cause } = error
  return { name, message, stack, ...(cause !== undefined && { cause }) }
}
