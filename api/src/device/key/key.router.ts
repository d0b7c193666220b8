import { z } from 'zod'
import { Key, MadeKey, MakeKey, RotatedKey, RotateKey } from '../../../contract/index.ts'
import { byKey, byPerson, router } from '../../trpc.ts'
import { listKeys } from './key.queries.ts'
import { asKey } from './key.rules.ts'
import { makeKey } from './make-key.ts'
import { revokeKey, revokeOwnKey } from './revoke-key.ts'
import { rotateKey } from './rotate-key.ts'

const Ok = z.object({ ok: z.literal(true) })
const few = { name: 'new-keys', points: 60, windowSeconds: 3600, by: 'workspace' } as const

export const keyRouter = router({
  list: byPerson('viewer')
    .output(z.array(Key))
    .query(async ({ ctx }) => {
      const rows = await listKeys(ctx.db, ctx.actor.workspaceId, ctx.now())
      return rows.map(row => asKey(row, ctx.actor.personId))
    }),

  make: byPerson('admin')
    .meta({ limit: few })
    .input(MakeKey)
    .output(MadeKey)
    .mutation(({ ctx, input }) => makeKey(ctx, input)),

  rotate: byPerson('admin')
    .meta({ limit: few })
    .input(RotateKey)
    .output(RotatedKey)
    .mutation(({ ctx, input }) => rotateKey(ctx, input)),

  revoke: byPerson('viewer')
    .input(z.object({ keyId: z.uuid() }))
    .output(Ok)
    .mutation(({ ctx, input }) => revokeKey(ctx, input.keyId)),

  revokeOwn: byKey('viewer', 'read')
    .output(Ok)
    .mutation(({ ctx }) => revokeOwnKey(ctx)),
})
