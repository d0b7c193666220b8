/** For each job that serves in turn: the worst that one workspace can queue, and another's wait. */
import { sql } from 'kysely'
import type { Deps } from '../src/context.ts'
import { recordEvent } from '../src/event/event.queries.ts'
import { spreadEvents } from '../src/event/spread-events.ts'
import type { JobInTurns } from '../src/fairness.ts'
import { newId } from '../src/lib/id.ts'
import { enqueueMail } from '../src/mail/mail.queries.ts'
import { sendMails } from '../src/mail/send-mails.ts'
import { makeExports } from '../src/privacy/export/make-exports.ts'
import { deliverWebhooks } from '../src/webhook/deliver-webhooks.ts'
import { figuresRound } from './figures-round.ts'
import type { Creator, TestApi } from './harness.ts'
import { sendingTo } from './publishing.ts'
import { happenTo, quota } from './servers/webhook-receiver.ts'

export interface Greed {
  /** How much of the greedy one's may come before the other's, of far more that waits. */
  most: number
  /** Puts as much as it likes before what the other then puts, and works; what came before it. */
  before(api: TestApi, who: { greedy: Creator; other: Creator }): Promise<number>
}

async function many<T>(count: number, run: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let n = 0; n < count; n++) all.push(await run(n))
  return all
}

/** Where the other first stands in what was served, by what tells the two apart. */
const firstOf = (served: string[], other: string) => {
  const at = served.indexOf(other)
  return at < 0 ? Number.POSITIVE_INFINITY : at
}

/** The deps with a clock that no two readings share, so that what was written tells its order. */
function ticking(deps: Deps): Deps {
  let at = deps.now().getTime()
  const now = () => {
    at += 1
    return new Date(at)
  }
  return { ...deps, now }
}

export const GREEDY_JOBS: Record<JobInTurns, Greed> = {
  'deliver-webhooks': {
    most: 4,
    async before(api, { greedy, other }) {
      const events: ['quota.warning'] = ['quota.warning']
      const hang = (n: number) => ({ url: `http://127.0.0.1:1/greedy/${n}`, events })
      await many(5, n => greedy.browser.webhook.create.mutate(hang(n)))
      await many(6, () => happenTo(greedy, api))
      await other.browser.webhook.create.mutate({ url: 'http://127.0.0.1:1/other', events })
      await happenTo(other, api)
      const called: string[] = []
      const others = Promise.withResolvers<void>()
      const post = async (url: string) => {
        called.push(url.includes('/other') ? 'other' : 'greedy')
        if (url.includes('/other')) others.resolve()
        // Whoever hangs does so until the other one was called, however long that takes.
        await others.promise
        return { kind: 'answered', status: 200, retryAfterSeconds: null } as const
      }
      await deliverWebhooks({
        ...api.deps,
        post: { ...api.deps.post, hooks: { toLoopback: true, post } },
      })
      return firstOf(called, 'other')
    },
  },
  'send-mails': {
    most: 4,
    async before(api, { greedy, other }) {
      await api.db.deleteFrom('mail').execute()
      await many(40, () => mailTo(api, greedy))
      await mailTo(api, other)
      const sent: string[] = []
      const send = async ({ to }: { to: string }) => {
        sent.push(to)
        return { kind: 'sent' } as const
      }
      await sendMails({ ...api.deps, post: { ...api.deps.post, mail: { send } } })
      return firstOf(sent, other.email)
    },
  },
  'spread-events': {
    most: 1,
    async before(api, { greedy, other }) {
      const type = 'quota.warning'
      for (const { workspaceId } of [...Array.from({ length: 40 }, () => greedy), other]) {
        await recordEvent(api.db, { workspaceId, type, data: quota })
      }
      await spreadEvents(ticking(api.deps))
      const rows = await api.db
        .selectFrom('event')
        .select('workspace_id')
        .where('type', '=', type)
        .where('workspace_id', 'in', [greedy.workspaceId, other.workspaceId])
        .where('spread_at', 'is not', null)
        .orderBy('spread_at')
        .execute()
      return firstOf(
        rows.map(row => row.workspace_id),
        other.workspaceId,
      )
    },
  },
  'make-exports': {
    most: 1,
    async before(api, { greedy, other }) {
      const members = await many(5, async () => (await api.creator()).personId)
      for (const personId of [greedy.personId, ...members]) await asksForCopy(api, greedy, personId)
      await asksForCopy(api, other, other.personId)
      await makeExports(ticking(api.deps))
      const rows = await api.db
        .selectFrom('data_export')
        .select('workspace_id')
        .where('workspace_id', 'in', [greedy.workspaceId, other.workspaceId])
        .orderBy('expires_at')
        .execute()
      return firstOf(
        rows.map(row => row.workspace_id),
        other.workspaceId,
      )
    },
  },
  'collect-figures': {
    // Twenty videos a question.
    most: 25,
    async before(api, { greedy, other }) {
      await publishedTo(api, greedy, 1200)
      await publishedTo(api, other, 1)
      const asked: string[] = []
      const figures = async (_: string, ids: string[]) => {
        asked.push(ids[0]?.startsWith(other.workspaceId) ? 'other' : 'greedy')
        return []
      }
      await figuresRound(api, figures)
      return firstOf(asked, 'other')
    },
  },
}

const mailTo = ({ db, deps }: TestApi, { personId, workspaceId, email }: Creator) =>
  enqueueMail(db, deps.vault, {
    ...{ personId, workspaceId, kind: 'deletion_planned', to: email },
    ...{ onceKey: newId(), data: { name: 'Ada', at: new Date().toISOString() } },
  })

const asksForCopy = ({ db }: TestApi, { workspaceId }: Creator, personId: string) =>
  db
    .insertInto('data_export')
    .values({
      ...{ workspace_id: workspaceId, export_id: newId(), person_id: personId },
      ...{ subject: 'workspace', state: 'waiting' },
    })
    .execute()

/** A channel with so many published videos, whose ids there begin with the workspace's. */
async function publishedTo(api: TestApi, creator: Creator, count: number): Promise<void> {
  await sendingTo(api, creator, await api.connectionFor(creator, 'youtube'))
  await sql`
    insert into publication (workspace_id, publication_id, video_id, connection_id, platform,
      intent, metadata, state, remote_id)
    select workspace_id, gen_random_uuid(), video_id, connection_id, platform,
      'again-' || n, metadata, 'published', workspace_id || '-' || n
    from publication, generate_series(1, ${count}::int) as n
    where workspace_id = ${creator.workspaceId}`.execute(api.db)
}
