import { inLanes } from '../../../api/src/lib/fair-queue/in-lanes.ts'
import { openTurns } from '../../../api/src/lib/fair-queue/turns.ts'
import { newId } from '../../../api/src/lib/id.ts'
import { type ClaimedMail, claimMail, settleMail } from '../../../api/src/mail/box.queries.ts'
import { enqueueMail } from '../../../api/src/mail/mail.queries.ts'
import { createVault } from '../../../api/src/outside/vault.ts'
import { type Db, openPostgres } from '../../../db/index.ts'
import { happen } from './happen.ts'
import { CONNECTIONS, LANES, MOST_OF_ONE, type Queue } from './queue.ts'

const LEASE_MS = 300_000

/** The box that mails wait in, by the product's own functions; a mail is sealed as well. */
export function ourQueue(url: string, vaultKey: string): Queue {
  const pool = openPostgres(url, { connections: CONNECTIONS })
  let statements = 0
  const db: Db = pool.withPlugin({
    transformQuery({ node }) {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const vault = createVault([vaultKey])
  return {
    name: 'ours',
    statements: () => statements,
    clear: async () => void (await pool.deleteFrom('mail').execute()),
    close: () => pool.destroy(),
    enqueue: workspaceId =>
      db.transaction().execute(async tx => {
        await happen(tx, workspaceId)
        await enqueueMail(tx, vault, {
          ...{ personId: null, workspaceId, kind: 'account_deleted' },
          ...{ onceKey: newId(), to: 'somebody@bench.example', data: { name: 'Somebody' } },
        })
      }),
    async drain() {
      const turns = openTurns(MOST_OF_ONE)
      const done: string[] = []
      const claim = () => {
        const now = new Date()
        const until = new Date(now.getTime() + LEASE_MS)
        return turns.next(turn => claimMail(db, { now, until, ...turn }))
      }
      const work = (mail: ClaimedMail) =>
        turns.during(mail.tenant, async () => {
          await settleMail(db, mail, { sent: new Date() })
          done.push(mail.tenant)
        })
      await inLanes({ most: LANES, claim, work })
      return done
    },
  }
}
