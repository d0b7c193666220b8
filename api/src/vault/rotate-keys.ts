import type { Context } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { holdOlder, writeSealed } from './vault.queries.ts'
import { SEALED_COLUMNS, type SealedColumn } from './vault.rules.ts'

const ROWS_AT_ONCE = 500

type Ctx = Pick<Context, 'db' | 'vault' | 'log'>

/**
 * Seals everything anew that an older key sealed, some rows at a time; what was done stays done
 * when it is cut short. Returns how many rows there were. To change keys: give the new one as
 * second everywhere, then as first, wait for this, then take the old one away.
 */
export async function rotateKeys(ctx: Ctx, signal: AbortSignal): Promise<number> {
  let total = 0
  for (const column of SEALED_COLUMNS) {
    let done = ROWS_AT_ONCE
    while (done === ROWS_AT_ONCE && !signal.aborted) {
      done = await inTx(ctx, tx => rotateSome(tx, column))
      total += done
    }
  }
  if (total > 0) ctx.log.info('keys were rotated', { rows: total })
  return total
}

async function rotateSome({ db, vault }: Ctx, column: SealedColumn): Promise<number> {
  const keyId = vault.keyIds[0] ?? ''
  const held = await holdOlder(db, column, { keyId, most: ROWS_AT_ONCE })
  const fresh = held.map(({ at, sealed }) => ({ at, sealed: vault.reseal(sealed) }))
  if (fresh.length > 0) await writeSealed(db, column, fresh)
  return fresh.length
}
