import { setTimeout as after } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import { ownUpdates } from './own.ts'
import { offered } from './take-update.ts'

/** Others are more urgent right after a start. */
const FIRST_MS = MINUTE_MS

export interface Daily {
  say(line: string): void
  signal: AbortSignal
}

/** Asks once a day, however often it is started, which version is out, and says when one is. */
export async function askDaily(config: Config, { say, signal }: Daily): Promise<void> {
  if (!config.updates.isChecked || ownUpdates(config, 0).kind === 'elsewhere') return
  let pauseMs = FIRST_MS
  let said = ''
  while (!signal.aborted) {
    const isOver = await after(pauseMs, false, { signal, ref: false }).catch(() => true)
    if (isOver) return
    pauseMs = HOUR_MS
    const own = ownUpdates(config, Date.now())
    if (own.kind === 'elsewhere') return
    const { askedAtMs } = own.source.memory.read()
    if (askedAtMs !== null && Math.abs(Date.now() - askedAtMs) < DAY_MS) continue
    // Whoever cannot be asked now is asked again in an hour; no work waits for it.
    const offer = await offered(own.source).catch(() => null)
    if (offer?.verdict.kind !== 'newer' || offer.manifest.version === said) continue
    said = offer.manifest.version
    say(`Version ${said} is out. To take it: content update`)
  }
}
