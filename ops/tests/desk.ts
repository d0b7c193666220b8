import { sha256Hex } from '../../api/src/lib/id.ts'
import type { Creator, TestApi } from '../../api/tests/harness.ts'
import { publishedOn, words } from '../../api/tests/publishing.ts'
import { DAY_MS } from '../durations.ts'

const OFFER = {
  ...{ nickname: 'Harbour Kitchen', username: 'harbour', maxDurationMs: 60_000 },
  ...{ privacyOptions: ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'] },
  ...{ isCommentOff: false, isDuetOff: true, isStitchOff: false },
}

/** Three videos that wait for a yes on a computer that is offline, and one with a date. */
export async function desk(api: TestApi, creator: Creator) {
  const tiktok = await api.connectionFor(creator, 'tiktok')
  const youtube = await api.connectionFor(creator, 'youtube')
  const review = (name: string, connection: typeof tiktok) => ({
    ...{ fileName: name, connectionId: connection.id, sha256: sha256Hex(name + creator.email) },
    ...{ kind: 'review' as const, draft: words(connection.platform), durationMs: 30_000 },
    ...{ rule: connection.rule, options: connection === tiktok ? OFFER : null },
  })
  const until = new Date(Date.now() + 2 * DAY_MS).toISOString()
  await creator.key.publication.standing.mutate({
    items: [
      ...[review('first.mp4', tiktok), review('first.mp4', youtube)],
      ...[review('second.mp4', youtube), review('third.mp4', youtube)],
      {
        ...{ fileName: 'dated.mp4', connectionId: youtube.id, sha256: sha256Hex('dated') },
        ...{ kind: 'scheduled', until },
      },
    ],
  })
  await publishedOn(api, creator, { connection: youtube, at: new Date() })
  return until
}
