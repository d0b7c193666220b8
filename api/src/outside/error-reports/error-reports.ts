import type { ErrorsConfig } from '../../config-watching.ts'
import type { Log } from '../log.ts'

export interface ErrorReports {
  /** A log whose errors are also reported. */
  heardBy(log: Log): Log
  /** Waits a moment for what is under way. */
  close(): Promise<void>
}

/** Tells a server that speaks Sentry's protocol of our errors; its library is loaded only then. */
export async function openErrorReports(config: ErrorsConfig): Promise<ErrorReports> {
  if (config.kind === 'off') return { heardBy: log => log, close: async () => undefined }
  const { openSentry } = await import('./sentry.ts')
  const { report, close } = openSentry(config)
  return {
    heardBy: log => ({
      ...log,
      error(message, fields = {}) {
        log.error(message, fields)
        if (fields.error !== undefined) report({ error: fields.error, message, fields })
      },
    }),
    close,
  }
}
