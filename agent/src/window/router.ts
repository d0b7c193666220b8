import { GiveOrder, type Wish } from '@content/api/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import own from '../../package.json' with { type: 'json' }
import { openPage, revealFile } from '../account/open-page.ts'
import type { Core } from '../core.ts'
import { allFindings } from '../doctor/findings.ts'
import { Setback } from '../lib/step-error.ts'
import { doubtAt, obey } from '../orders/obey.ts'
import { openLoginStart } from '../outside/login-start.ts'
import { refusalOf } from '../status/refusal-of.ts'
import { ownRelease } from '../update/release.ts'
import { noWay } from '../wishes/no-way.ts'
import { tellDoubt } from '../wishes/resolve-doubt.ts'
import { readAccount } from './account.ts'
import type { CoreNow } from './core-now.ts'
import { readDetails } from './details.ts'
import { lookAtFolder } from './folders.ts'
import { changeLook, LookChange, readLook } from './look.ts'
import { readReport } from './report.ts'
import { changeSettings, fileAsItIs, settingsOf, WindowSettings } from './settings.ts'
import type { SignIn } from './sign-in.ts'
import { askUpdate, knownUpdate, takeNewest } from './updates.ts'

/** What the window is answered from. */
export interface WindowContext {
  coreNow: CoreNow
  signIn: SignIn
  /** Why the settings in the file are not the ones in force; null when they are. */
  settingsFault(): string | null
  /** Whether it is this one that publishes, and no other agent beside it. */
  isAtWork(): boolean
  /** Ends this process and starts the agent anew, as it is installed by now. */
  restart(): void
  /** Ends the agent; what is on its way goes on at the next start. */
  quit(): void
}

const t = initTRPC.context<WindowContext>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // By its code the window knows it, and says it in its own language.
    data: { ...shape.data, fault: error.cause instanceof Setback ? error.cause.why.code : null },
  }),
})

/** A refusal reaches the window as its one sentence, and never as a stack. */
const door = t.procedure.use(async ({ next }) => {
  const outcome = await next()
  if (outcome.ok || outcome.error.code !== 'INTERNAL_SERVER_ERROR') return outcome
  const { cause } = outcome.error
  throw new TRPCError({ code: 'BAD_REQUEST', message: refusalOf(cause).message, cause })
})

/** A wish of the person at this computer: the same that the dashboard may send as an order. */
const LocalWish = GiveOrder.pick({ sha256: true, connectionId: true, wish: true })

const OneVideo = z.object({ sha256: z.string() })
const MOST_EVENTS = 500
const MOST_STEPS = 100

export const windowRouter = t.router({
  /** At first everything, then each change; ends when the settings change, to be asked again. */
  follow: door.query(async function* ({ ctx, signal }) {
    const { feed, gone } = await ctx.coreNow.get()
    yield* feed.follow(AbortSignal.any(signal ? [signal, gone] : [gone]))
  }),
  wish: door.input(LocalWish).mutation(async ({ ctx, input }) => {
    const { core } = await ctx.coreNow.get()
    await carryOut(core, input)
  }),
  /** What somebody sees who opens a video. */
  details: door.input(OneVideo).query(async ({ ctx, input }) => {
    const { core, events } = await ctx.coreNow.get()
    const history = events.read(MOST_STEPS, input.sha256)
    return { ...readDetails(core, input.sha256), history }
  }),
  thumbnail: door.input(OneVideo).query(async ({ ctx, input }) => {
    const { core, thumbnails } = await ctx.coreNow.get()
    return thumbnails.read(core, input.sha256)
  }),
  frame: door.input(OneVideo.extend({ atMs: z.number().min(0) })).query(async ({ ctx, input }) => {
    const { core, thumbnails } = await ctx.coreNow.get()
    return thumbnails.frame(core, input.sha256, input.atMs)
  }),
  events: door.query(async ({ ctx }) => (await ctx.coreNow.get()).events.read(MOST_EVENTS)),
  /** For who cannot be shown a dialog of the system. */
  folder: door.input(z.object({ path: z.string() })).query(({ input }) => lookAtFolder(input.path)),
  look: t.router({
    read: door.query(async ({ ctx }) => readLook((await ctx.coreNow.get()).core.config.home)),
    change: door
      .input(LookChange)
      .mutation(async ({ ctx, input }) =>
        changeLook((await ctx.coreNow.get()).core.config.home, input),
      ),
  }),
  account: door.query(async ({ ctx }) => readAccount((await ctx.coreNow.get()).core)),
  signIn: t.router({
    state: door.query(({ ctx }) => ctx.signIn.state()),
    begin: door.mutation(async ({ ctx }) => ctx.signIn.begin((await ctx.coreNow.get()).core)),
    cancel: door.mutation(({ ctx }) => ctx.signIn.cancel()),
    withPassword: door
      .input(
        z.object({
          email: z.string().trim().min(1),
          password: z.string().min(1),
          secondFactor: z.string().trim().optional(),
        }),
      )
      .mutation(async ({ ctx, input }) =>
        ctx.signIn.withPassword((await ctx.coreNow.get()).core, input),
      ),
  }),
  settings: t.router({
    read: door.query(async ({ ctx }) => ({
      ...settingsOf((await ctx.coreNow.get()).core.config, fileAsItIs()),
      fault: ctx.settingsFault(),
    })),
    change: door
      .input(WindowSettings.partial())
      .mutation(({ input }) => changeSettings(withoutGaps(input))),
  }),
  startsAtLogin: t.router({
    read: door.query(async ({ ctx }) => (await loginStart(ctx)).isOn()),
    change: door
      .input(z.boolean())
      .mutation(async ({ ctx, input }) => (await loginStart(ctx)).set(input)),
  }),
  doctor: door.query(async ({ ctx }) => {
    const findings = await allFindings((await ctx.coreNow.get()).core)
    return findings.map(({ what, isFine, says, toDo }) => ({ what, isFine, says, toDo }))
  }),
  report: door.query(async ({ ctx }) => {
    const { core, events } = await ctx.coreNow.get()
    return readReport(core, events)
  }),
  /** Shows a video's file where it lies on this computer. */
  reveal: door.input(OneVideo).mutation(async ({ ctx, input }) => {
    const { journal } = (await ctx.coreNow.get()).core
    const video = journal.video(input.sha256)
    if (!video) throw noWay('This computer does not know that video.')
    revealFile(video.path)
  }),
  /** Opens a published video, or a page of the dashboard, in the browser. */
  open: door.input(z.object({ url: z.url() })).mutation(({ input }) => openPage(input.url)),
  version: door.query(() => ownRelease?.version ?? own.version),
  update: t.router({
    known: door.query(async ({ ctx }) => knownUpdate((await ctx.coreNow.get()).core)),
    ask: door.mutation(async ({ ctx }) => askUpdate((await ctx.coreNow.get()).core)),
    /** Takes the newest version, and starts anew with it. */
    take: door.mutation(async ({ ctx }) => {
      // A new version may change the journal under an old one's hands.
      if (!ctx.isAtWork()) throw noWay('Another agent is at work. Stop it first.')
      await takeNewest((await ctx.coreNow.get()).core)
      ctx.restart()
    }),
  }),
  /** Where the journal and the settings lie. */
  home: door.query(async ({ ctx }) => (await ctx.coreNow.get()).core.config.home),
  quit: door.mutation(({ ctx }) => ctx.quit()),
})

export type WindowRouter = typeof windowRouter

const loginStart = async ({ coreNow }: WindowContext) =>
  openLoginStart((await coreNow.get()).core.config.toolEnvironment)

async function carryOut(core: Core, it: { wish: Wish } & Parameters<typeof obey>[1]) {
  if (it.wish.kind === 'resolve') await tellDoubt(core, doubtAt(core, it).row, it.wish.saw)
  core.journal.atomically(() => obey(core, it))
}

/** Fields that were left out, and not fields without a value. */
function withoutGaps<T extends object>(it: T) {
  // Safe cast: what is left has a value.
  return Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
