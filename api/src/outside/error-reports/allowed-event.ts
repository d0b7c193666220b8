import type { ErrorEvent } from '@sentry/core'
import { FAULTS } from '../../../contract/index.ts'

/** What is known of a failure; a log has the rest, under the same request. */
export interface Failure {
  error: unknown
  /** What failed, in words of ours that hold nothing of anybody's. */
  message: string
  fields: Record<string, unknown>
}

interface Frame {
  function: string
  filename: string
  lineno: number
  colno: number
  in_app: boolean
}

const MOST_CAUSES = 5
const MOST_FRAMES = 50
const MOST_STACK = 20_000

/**
 * An event of what may leave and nothing else: kinds of errors, codes, places in our code, and the
 * request by which the log is searched. Never a message: a database puts addresses there.
 */
export function allowedEvent({ error, message, fields }: Failure): ErrorEvent {
  const chain = causesOf(error)
  return {
    type: undefined,
    level: 'error',
    // From the cause to what was thrown in the end, as the protocol wants it.
    exception: { values: chain.map(exceptionOf).reverse() },
    tags: {
      what: message,
      ...tag('request', fields.requestId, /^[\w.-]{8,64}$/),
      ...tag('job', fields.job, /^[a-z-]{1,40}$/),
      ...tag('procedure', fields.procedure, /^[a-zA-Z]{1,40}(\.[a-zA-Z]{1,40}){1,3}$/),
    },
  }
}

function causesOf(error: unknown): unknown[] {
  const chain = [error]
  while (chain.length < MOST_CAUSES) {
    const last = chain.at(-1)
    if (!(last instanceof Error) || last.cause === undefined || chain.includes(last.cause)) break
    chain.push(last.cause)
  }
  return chain
}

function exceptionOf(error: unknown) {
  if (!(error instanceof Error)) return { type: 'NoError', value: typeof error }
  const { name, code } = error as Error & { code?: unknown }
  return {
    type: /^[A-Za-z][\w$]{0,60}$/.test(name) ? name : 'Error',
    value: typeof code === 'string' && isCode(code) ? code : '',
    stacktrace: { frames: framesOf(error) },
  }
}

// Of the system and libraries (ECONNREFUSED), of Postgres (23505), and our own.
const isCode = (code: string) =>
  /^[A-Z][A-Z_]{1,40}$/.test(code) || /^[0-9A-Z]{5}$/.test(code) || Object.hasOwn(FAULTS, code)

function framesOf({ stack = '', message }: Error): Frame[] {
  // A message can be written like a stack, and is not to be taken for one.
  const [, after = ''] = message ? cutAfter(stack, message) : ['', stack]
  const lines = after.slice(0, MOST_STACK).split('\n').slice(0, MOST_FRAMES)
  // The outermost call first, as the protocol wants it.
  return lines.flatMap(line => frameOf(line) ?? []).reverse()
}

function cutAfter(text: string, part: string): [string, string] {
  const at = text.indexOf(part)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + part.length)]
}

function frameOf(line: string): Frame | undefined {
  const [, called = '', place = '', row, column] =
    /^\s+at (?:(.*?) \()?([^()\s]+?):(\d+):(\d+)\)?$/.exec(line) ?? []
  if (!row || !column) return undefined
  const filename = fileOf(place)
  return {
    function: /^(async )?[\w$.<>#]{1,80}$/.test(called) ? called : '?',
    filename,
    ...{ lineno: Number(row), colno: Number(column) },
    in_app: /^(agent|api|assets)\//.test(filename),
  }
}

const OURS = 'agent/(?:src|dist)|api/(?:src|dist|contract)|assets|db|node_modules'
const FILE = new RegExp(`(?:^|/)((?:${OURS})/[\\w@.+/-]+\\.[cm]?[jt]s)$`)

/** Below the repository, or of the built dashboard, where every name is ours or a package's. */
const fileOf = (place: string) => FILE.exec(place)?.[1] ?? 'elsewhere'

const tag = (name: string, value: unknown, isFit: RegExp) =>
  typeof value === 'string' && isFit.test(value) ? { [name]: value } : {}
