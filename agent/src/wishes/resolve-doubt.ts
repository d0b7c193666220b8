import type { ResolvePublication } from '@content/api/contract'
import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'
import { callServer } from '../outside/server.ts'

type Saw = ResolvePublication['saw']

/** Tells the server what was seen: it hears it first, for it alone knows what other devices do. */
export async function tellDoubt(
  { server }: Pick<Core, 'server'>,
  row: PublicationRow,
  saw: Saw,
): Promise<void> {
  if (!row.server_id) throw new Refusal(EXIT.failed, 'The server was never told of it.')
  await callServer(server.publication.resolve.mutate({ publicationId: row.server_id, saw }))
}

/** Ends a doubt in the journal; what is not there is published again. */
export function endDoubt(
  { journal, now }: Pick<Core, 'journal' | 'now'>,
  { video, row }: { video: VideoRow; row: PublicationRow },
  saw: Saw,
): void {
  const ended = {
    ...NO_TROUBLE,
    outcome: null,
    attempts: 0,
    next_at: 0,
    stage: null,
    session: null,
  }
  journal.changePublication(
    row.id,
    saw.verdict === 'isLive'
      ? {
          ...ended,
          ...{ state: 'published', is_told: 1, percent: 100, published_at: now() },
          url: saw.url ?? row.url,
        }
      : {
          ...ended,
          ...{ state: row.rendition_path ? 'prepared' : 'planned', is_told: 0, percent: 0 },
          ...{ restarts: 0, waiting_since: null, session_sha256: null },
        },
  )
  const state = video.metadata ? 'described' : video.facts ? 'probed' : 'fingerprinted'
  journal.changeVideo(video.sha256, { ...NO_TROUBLE, state, attempts: 0, next_at: 0 })
}
