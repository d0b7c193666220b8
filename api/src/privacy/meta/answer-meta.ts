import { randomBytes } from 'node:crypto'
import { PLATFORMS, Platform, traitsOf } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../event/event.queries.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import {
  connectionsBy,
  dropConnection,
  insertMetaRequest,
  loseConnection,
  metaRequestBy,
} from './meta.queries.ts'
import { readSignedRequest } from './signed-request.rules.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'config'>
type Kind = 'deauthorize' | 'delete'
type Row = Awaited<ReturnType<typeof connectionsBy>>[number]

/** The app whose secret signs what Meta asks; null where none is set up. */
function appThatSigns({ platforms }: Ctx['config']) {
  const signing = PLATFORMS.filter(it => traitsOf(it).signsRequests).map(it => platforms[it])
  return signing.find(it => it.kind !== 'off') ?? null
}

const REASON = 'The access was taken away at Facebook. Please connect this channel again.'

/** Does what Meta asks for one of its users, and says by which code that can be looked up. */
export async function answerMeta(
  ctx: Ctx,
  { kind, signedRequest }: { kind: Kind; signedRequest: string },
): Promise<{ url: string; confirmation_code: string }> {
  const app = appThatSigns(ctx.config)
  if (!app) throw new Fault('not_found')
  const asked = readSignedRequest(signedRequest, app.clientSecret)
  if (!asked) throw new Fault('invalid', 'That was not signed by Meta.')
  const code = randomBytes(12).toString('hex')
  await inTx(ctx, async tx => {
    const rows = await connectionsBy(tx.db, sha256Hex(`meta ${asked.userId}`))
    const now = tx.now()
    await insertMetaRequest(tx.db, { code, kind, connections: rows.length, now })
    // Logs are written last, in one order, so that two of these never wait for each other.
    for (const row of rows) await (kind === 'delete' ? forget(tx, row) : lose(tx, row))
    for (const row of rows) await note(tx, row, kind)
  })
  const url = `${ctx.config.publicUrl}/api/v1/meta/data-deletion/${code}`
  return { url, confirmation_code: code }
}

const keyOf = (row: Row) => ({ workspaceId: row.workspace_id, connectionId: row.connection_id })

async function forget({ db }: Ctx, row: Row): Promise<void> {
  await dropConnection(db, keyOf(row))
}

async function lose({ db }: Ctx, row: Row): Promise<void> {
  if (!(await loseConnection(db, keyOf(row), REASON))) return
  const { workspaceId, connectionId } = keyOf(row)
  const platform = Platform.parse(row.platform)
  const data = { connectionId, platform, label: row.label, reason: REASON }
  await recordEvent(db, { workspaceId, type: 'connection.lost', data })
}

async function note(ctx: Ctx, row: Row, kind: Kind): Promise<void> {
  const { workspaceId, connectionId } = keyOf(row)
  const [target, platform] = [`connection:${connectionId}`, Platform.parse(row.platform)]
  if (kind === 'delete') {
    const detail = { platform }
    await writeAudit(ctx, { workspaceId, action: 'sensitive_delete:connection', target, detail })
  } else {
    const detail = { platform, by: 'meta' } as const
    const action = 'sensitive_update:connection_lost'
    await writeAudit(ctx, { workspaceId, action, target, detail })
  }
}

/** What became of a request, for the user of Meta who looks. */
export async function readMetaRequest({ db }: Pick<Context, 'db'>, code: string) {
  const row = await metaRequestBy(db, code)
  if (!row) throw new Fault('not_found', 'There is no such request.')
  return {
    confirmation_code: code,
    status: row.kind === 'delete' ? 'deleted' : 'access ended',
    askedAt: row.asked_at.toISOString(),
  }
}
