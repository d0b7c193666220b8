import { z } from 'zod'
import {
  ApproveDevice,
  BeginDeviceLogin,
  DeviceAsking,
  DeviceLoggedIn,
  DeviceLogin,
  PollDeviceLogin,
  UserCode,
} from '../../../contract/index.ts'
import { anyone, byPerson, router } from '../../trpc.ts'
import { beginLogin } from './begin-login.ts'
import { approveLogin, denyLogin, lookAtLogin } from './decide-login.ts'
import { pollLogin } from './poll-login.ts'

const openapi = (path: `/auth/device/${string}`, summary: string, description: string) => {
  const method = 'POST' as const
  return { method, path, summary, description, tags: ['account'] }
}

const begin = { name: 'device-code', points: 30, windowSeconds: 600, by: 'address' } as const
const poll = { name: 'device-token', points: 240, windowSeconds: 60, by: 'address' } as const
const enter = { name: 'user-code', points: 60, windowSeconds: 600, by: 'address' } as const
const refuse = { whenStoreIsAway: 'refuse' } as const

const Decided = z.object({ device: z.string() })

export const loginRouter = router({
  begin: anyone
    .meta({
      openapi: openapi(
        '/auth/device/code',
        'Ask for a code that lets a device in',
        'RFC 8628 in JSON: show `userCode` and `verificationUri`, then poll `/auth/device/token`.',
      ),
      limit: { ...begin, ...refuse },
    })
    .input(BeginDeviceLogin)
    .output(DeviceLogin)
    .mutation(({ ctx, input }) => beginLogin(ctx, input)),

  poll: anyone
    .meta({
      openapi: openapi(
        '/auth/device/token',
        'Fetch the key once a person has let the device in',
        'Until then 400 with `code` "device_login"; its `error` is a name of RFC 8628: ' +
          '`authorization_pending`, `slow_down` (wait five seconds longer from now on, ' +
          '`retryAfterSeconds` says how long), `access_denied` or `expired_token`.',
      ),
      limit: poll,
    })
    .input(PollDeviceLogin)
    .output(DeviceLoggedIn)
    .mutation(({ ctx, input }) => pollLogin(ctx, input.deviceCode)),

  look: byPerson('editor')
    .meta({ limit: { ...enter, ...refuse } })
    .input(UserCode)
    .output(DeviceAsking)
    .mutation(({ ctx, input }) => lookAtLogin(ctx, input.userCode)),

  approve: byPerson('editor')
    .meta({ limit: { ...enter, ...refuse } })
    .input(ApproveDevice)
    .output(Decided)
    .mutation(({ ctx, input }) => approveLogin(ctx, input)),

  deny: byPerson('editor')
    .meta({ limit: { ...enter, ...refuse } })
    .input(UserCode)
    .output(Decided)
    .mutation(({ ctx, input }) => denyLogin(ctx, input.userCode)),
})
