import type { DashboardFailure } from '../../contract/index.ts'
import type { Context } from '../context.ts'

/** Writes down where the dashboard failed, as if it had been here: so it is told to whoever is. */
export function noteFailure(
  { log, requestId }: Pick<Context, 'log' | 'requestId'>,
  { kind, places }: DashboardFailure,
): null {
  const error = new Error()
  error.name = kind
  const lines = places.map(it => `    at ${it.call} (${it.file}:${it.line}:${it.column})`)
  error.stack = [kind, ...lines].join('\n')
  log.error('the dashboard failed', { requestId, error })
  return null
}
