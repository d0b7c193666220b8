import type { Failure } from '../../contract/index.ts'
import type { Context } from '../context.ts'

const SAYS = { dashboard: 'the dashboard failed', agent: 'an agent failed' } as const

/** Writes down where it failed as if it had been here, so that whoever is told of errors is. */
export function noteFailure(
  { log, requestId }: Pick<Context, 'log' | 'requestId'>,
  { of, kind, places }: Failure,
): null {
  const error = new Error()
  error.name = kind
  const lines = places.map(it => `    at ${it.call} (${it.file}:${it.line}:${it.column})`)
  error.stack = [kind, ...lines].join('\n')
  log.error(SAYS[of], { requestId, error })
  return null
}
