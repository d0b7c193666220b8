import { z } from 'zod'
import { LoggedIn, Login, Me, Register, Registered } from '../../contract/index.ts'
import { anyone, bySession, router, signedIn } from '../trpc.ts'
import { strict } from './account.rules.ts'
import { emailRouter } from './email/email.router.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { passwordRouter } from './password/password.router.ts'
import { readMe } from './read-me.ts'
import { refreshApiKey } from './refresh-api-key.ts'
import { register } from './register.ts'
import { secondFactorRouter } from './second-factor/second-factor.router.ts'
import { sessionRouter } from './session/session.router.ts'

const few = { name: 'refresh-api-key', points: 20, windowSeconds: 3600, by: 'workspace' } as const

const rest = (method: 'GET' | 'POST', path: `/auth/${string}`, summary: string) => {
  const protect = path !== '/auth/register' && path !== '/auth/login'
  return { method, path, summary, protect, tags: ['account'] }
}

const Device = z.object({ device: Login.shape.device })

export const accountRouter = router({
  register: anyone
    .meta({
      openapi: rest('POST', '/auth/register', 'Sign up'),
      limit: strict('register', 20, 3600),
      refuses: ['conflict'],
    })
    .input(Register)
    .output(Registered)
    .mutation(({ ctx, input }) => register(ctx, input)),

  login: anyone
    .meta({ openapi: rest('POST', '/auth/login', 'Sign in'), limit: strict('login', 30, 300) })
    .input(Login)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => login(ctx, input)),

  me: signedIn('viewer', 'read')
    .meta({ openapi: rest('GET', '/auth/me', 'Who is asking, and on which plan') })
    .output(Me)
    .query(({ ctx }) => readMe(ctx)),

  refreshApiKey: signedIn('editor', 'publish')
    .meta({
      openapi: rest('POST', '/auth/refresh-api-key', 'Replace the key of this device'),
      limit: few,
    })
    .input(Device.optional())
    .output(z.object({ apiKey: z.string() }))
    .mutation(({ ctx, input }) => refreshApiKey(ctx, input?.device)),

  logout: bySession('viewer')
    .meta({ openapi: rest('POST', '/auth/logout', 'Sign out of this browser') })
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx }) => logout(ctx)),

  email: emailRouter,
  password: passwordRouter,
  secondFactor: secondFactorRouter,
  session: sessionRouter,
})
