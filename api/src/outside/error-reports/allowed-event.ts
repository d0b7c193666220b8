import type { ErrorEvent } from '@sentry/core'
import { FAULTS, type FailurePlace, failureIn } from '../../../contract/index.ts'

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
  const { message, stack = '', code } = error as Error & { code?: unknown }
  const { kind, places } = failureIn(error, fileOf)
  // Of a message that was changed since, the stack still holds the one before, not to be told from
  // places. The outermost call first, as the protocol wants it.
  const frames = stack.includes(message) ? places.map(frameOf).reverse() : []
  return {
    type: kind,
    value: typeof code === 'string' && isCode(code) ? code : '',
    stacktrace: { frames },
  }
}

// Of the system and libraries (ECONNREFUSED), of Postgres (23505), and our own.
const isCode = (code: string) =>
  /^[A-Z][A-Z_]{1,40}$/.test(code) || /^[0-9A-Z]{5}$/.test(code) || Object.hasOwn(FAULTS, code)

const frameOf = ({ call, file, line, column }: FailurePlace): Frame => ({
  ...{ function: call, filename: file, lineno: line, colno: column },
  in_app: /^(agent|api|assets)\//.test(file),
})

const OURS = 'agent/(?:src|dist)|api/(?:src|dist|contract)|assets|db|node_modules'
const FILE = new RegExp(`(?:^|/)((?:${OURS})/[\\w@.+/-]+\\.[cm]?[jt]s)$`)

/** Below the repository, or of the built dashboard, where every name is ours or a package's. */
const fileOf = (place: string) => FILE.exec(place)?.[1] ?? 'elsewhere'

const tag = (name: string, value: unknown, isFit: RegExp) =>
  typeof value === 'string' && isFit.test(value) ? { [name]: value } : {}
