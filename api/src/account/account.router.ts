import { z } from 'zod'
import {
  LoggedIn,
  Login,
  Me,
  RefreshKey,
  Register,
  Registered,
  RenamePerson,
} from '../../contract/index.ts'
import { anyone, byPerson, bySession, router, signedIn } from '../trpc.ts'
import { emailRouter } from './email/email.router.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { passwordRouter } from './password/password.router.ts'
import { readMe } from './read-me.ts'
import { refreshApiKey } from './refresh-api-key.ts'
import { register } from './register.ts'
import { renamePerson } from './rename-person.ts'
import { REST } from './rest-calls.ts'
import { secondFactorRouter } from './second-factor/second-factor.router.ts'
import { sessionRouter } from './session/session.router.ts'

export const accountRouter = router({
  register: anyone
    .meta(REST.register)
    .input(Register)
    .output(Registered)
    .mutation(({ ctx, input }) => register(ctx, input)),

  login: anyone
    .meta(REST.login)
    .input(Login)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => login(ctx, input)),

  me: signedIn('viewer', 'read')
    .meta(REST.me)
    .output(Me)
    .query(({ ctx }) => readMe(ctx)),

  /** The same for a browser that may belong to nobody: to ask is no fault. */
  whoAmI: anyone.output(Me.nullable()).query(({ ctx }) => {
    const { actor } = ctx
    return actor && readMe({ ...ctx, actor })
  }),

  rename: byPerson('viewer')
    .input(RenamePerson)
    .output(z.object({ name: z.string() }))
    .mutation(({ ctx, input }) => renamePerson(ctx, input)),

  refreshApiKey: signedIn('editor', 'publish')
    .meta(REST.refreshApiKey)
    .input(RefreshKey.optional())
    .output(z.object({ apiKey: z.string() }))
    .mutation(({ ctx, input }) => refreshApiKey(ctx, input ?? {})),

  logout: bySession('viewer')
    .meta(REST.logout)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx }) => logout(ctx)),

  email: emailRouter,
  password: passwordRouter,
  secondFactor: secondFactorRouter,
  session: sessionRouter,
})
