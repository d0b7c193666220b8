import { z } from 'zod'
import { byPerson, router } from '../trpc.ts'
import { listDevices } from './device.queries.ts'
import { forgetDevice } from './forget-device.ts'
import { keyRouter } from './key/key.router.ts'
import { loginRouter } from './login/login.router.ts'

const Device = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Whether it is listening: it carries orders out at once. */
  isOnline: z.boolean(),
  /** What its agent tells of itself; null: it is too old to. */
  agentVersion: z.string().nullable(),
  folders: z.array(z.string()).nullable(),
})

export const deviceRouter = router({
  list: byPerson('viewer')
    .output(z.array(Device))
    .query(async ({ ctx }) => {
      const devices = await listDevices(ctx.db, ctx.actor.workspaceId)
      return devices.map(device => ({
        id: device.device_id,
        name: device.name,
        createdAt: device.created_at.toISOString(),
        lastUsedAt: device.last_used_at?.toISOString() ?? null,
        isOnline: device.listening_until !== null && device.listening_until > ctx.now(),
        agentVersion: device.agent_version,
        folders: device.folders,
      }))
    }),

  forget: byPerson('admin')
    .input(z.object({ deviceId: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => forgetDevice(ctx, input.deviceId)),

  key: keyRouter,
  login: loginRouter,
})
