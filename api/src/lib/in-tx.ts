import type { Db } from '@content/db'

/** Joins the caller's transaction or opens one. The callback's `ctx` shadows the outer one. */
export function inTx<C extends { db: Db }, T>(ctx: C, run: (ctx: C) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return run(ctx)
  return ctx.db.transaction().execute(tx => run({ ...ctx, db: tx }))
}
