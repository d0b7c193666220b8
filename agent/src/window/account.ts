import type { Connection, PlanName } from '@content/api/contract'
import type { Core } from '../core.ts'
import { Setback } from '../lib/step-error.ts'
import { callServer } from '../outside/server.ts'
import { refusalOf } from '../status/refusal-of.ts'

export type Channel = Pick<
  Connection,
  'id' | 'platform' | 'label' | 'handle' | 'state' | 'lostReason' | 'rule'
>

/** Whose videos this computer publishes, where to, and how much of the plan is left. */
export type Account =
  /** `reason`: why the key that is here is not taken any more; null where there is none. */
  | { state: 'signedOut'; dashboard: string; code: string | null; reason: string | null }
  | { state: 'away'; dashboard: string; code: string | null; reason: string }
  | {
      state: 'signedIn'
      dashboard: string
      email: string | null
      workspace: string
      plan: PlanName
      /** `limit` null: without one. */
      quota: { used: number; limit: number | null; resetsAt: string }
      channels: Channel[]
    }

/** Asks the server; says in one sentence why it does not answer. */
export async function readAccount({ config, keychain, server }: Core): Promise<Account> {
  const dashboard = config.backendUrl
  if (!(config.givenApiKey ?? (await keychain.read()))) {
    return { state: 'signedOut', dashboard, code: null, reason: null }
  }
  try {
    const [me, quota, { connections }] = await Promise.all([
      callServer(server.account.me.query()),
      callServer(server.enrichment.quota.query()),
      callServer(server.connection.list.query()),
    ])
    const { used, limit, resetsAt } = quota
    return {
      ...{ state: 'signedIn', dashboard, plan: me.plan, workspace: me.workspace.name },
      email: me.user?.email ?? null,
      quota: { used, limit, resetsAt },
      channels: connections.filter(it => it.state !== 'disconnected').map(channelOf),
    }
  } catch (error) {
    const { message: reason } = refusalOf(error)
    const code = error instanceof Setback ? error.why.code : null
    return { state: code === 'unauthenticated' ? 'signedOut' : 'away', dashboard, code, reason }
  }
}

const channelOf = (it: Connection): Channel => ({
  ...{ id: it.id, platform: it.platform, label: it.label, handle: it.handle },
  ...{ state: it.state, lostReason: it.lostReason, rule: it.rule },
})
