import type { Outcome } from '@content/api/contract'
import type { Core } from '../../core.ts'
import type { PublicationRow } from '../../journal/rows.ts'
import { callServer } from '../../outside/server.ts'

/** Tells the server how it ended. The key names this ending: telling twice is telling once. */
export async function tellServer(
  core: Core,
  row: PublicationRow,
  signal: AbortSignal,
): Promise<void> {
  if (row.server_id && row.outcome) {
    const call = core.server.analytics.track.mutate(
      {
        idempotencyKey: `${row.server_id}:${row.state}:${row.ended_at}`,
        publicationId: row.server_id,
        // Safe cast: written by `ending` alone, from an Outcome.
        outcome: JSON.parse(row.outcome) as Outcome,
      },
      { signal },
    )
    await callServer(call, signal)
  }
  core.journal.changePublication(row.id, { is_told: 1, attempts: 0, next_at: 0 })
}
