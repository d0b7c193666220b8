import { z } from 'zod'
import { LoggedIn, Login, Me, Register, Registered } from '../../contract/index.ts'
import { anyone, router, signedIn } from '../trpc.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { readMe } from './read-me.ts'
import { refreshApiKey } from './refresh-api-key.ts'
import { register } from './register.ts'

// Few, and never uncounted: these are the doors a guesser tries.
const strict = (name: string, points: number, windowSeconds: number) =>
  ({ name, points, windowSeconds, by: 'address', whenStoreIsAway: 'refuse' }) as const

const Device = z.object({ device: Login.shape.device })

export const accountRouter = router({
  register: anyone
    .meta({
      openapi: { method: 'POST', path: '/auth/register', tags: ['account'], summary: 'Sign up' },
      limit: strict('register', 20, 3600),
    })
    .input(Register)
    .output(Registered)
    .mutation(({ ctx, input }) => register(ctx, input)),

  login: anyone
    .meta({
      openapi: { method: 'POST', path: '/auth/login', tags: ['account'], summary: 'Sign in' },
      limit: strict('login', 30, 300),
    })
    .input(Login)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => login(ctx, input)),

  me: signedIn
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/me',
        tags: ['account'],
        protect: true,
        summary: 'Who is asking, and on which plan',
      },
    })
    .output(Me)
    .query(({ ctx }) => readMe(ctx)),

  refreshApiKey: signedIn
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/refresh-api-key',
        tags: ['account'],
        protect: true,
        summary: 'Replace the key of this device',
      },
      limit: { name: 'refresh-api-key', points: 20, windowSeconds: 3600, by: 'workspace' },
    })
    .input(Device.optional())
    .output(z.object({ apiKey: z.string() }))
    .mutation(({ ctx, input }) => refreshApiKey(ctx, input?.device)),

  logout: signedIn
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/logout',
        tags: ['account'],
        protect: true,
        summary: 'Sign out of this browser',
      },
    })
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx }) => logout(ctx)),
})
