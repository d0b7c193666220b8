import { existsSync, unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import { ConfigProblem, configPath, readConfig } from '../config.ts'
import type { Core } from '../core.ts'
import { hasOwner, ownerWhenFree } from '../journal/owner.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { hearOrders } from '../orders/hear-orders.ts'
import { showNotice } from '../outside/desktop-notice.ts'
import { run } from '../publish/runner.ts'
import { openNotices } from '../status/notices.ts'
import { readStatus } from '../status/status.ts'
import { openCoreNow } from '../window/core-now.ts'
import { openDoor } from '../window/door.ts'
import { leafFolders, openOpener } from '../window/open-window.ts'
import { announce, askToShow } from '../window/shown.ts'
import { openSignIn } from '../window/sign-in.ts'
import { settings, stopSignal, withWorkingCore } from './context.ts'

export interface GuiOptions {
  /** Whether the page is opened in the browser; its address is printed in any case. */
  open: boolean
}

/** A package has it beside itself; in the sources it lies where it was built. */
const IN_PACKAGE = join(import.meta.dir, 'window')
const PAGE = existsSync(IN_PACKAGE) ? IN_PACKAGE : join(import.meta.dir, '../../window/dist')
const SETTINGS_LOOK_MS = 500
const GUESSES = 'A program on this computer tries to get into the window. It is not let in.'

/** `content gui`: publishes as `content watch` does, and shows it in a window. */
export async function gui(out: Output, options: GuiOptions): Promise<ExitCode> {
  const { home } = settings()
  // A second start brings the first one's window forward.
  if (await askToShow(home)) {
    out.say('The agent is running already; its window is opened.')
    out.json({ url: null })
    return EXIT.ok
  }
  const stop = stopSignal()
  const quit = new AbortController()
  const over = AbortSignal.any([stop, quit.signal])
  const coreNow = openCoreNow()
  let fault: string | null = null
  const inside = { coreNow, signIn: openSignIn(), settingsFault: () => fault }
  const opener = openOpener(leafFolders(home))
  const show = () => {
    const url = door.address()
    out.say(`The window is at ${url}`)
    out.json({ url })
    if (options.open) opener.open(url)
  }
  const door = openDoor(
    { ...inside, quit: () => quit.abort() },
    { folder: PAGE, onShow: show, onEnter: opener.tidy, onGuesses: () => out.say(GUESSES, 'bad') },
  )
  const announced = announce(home, door)
  show()
  try {
    while (!over.aborted) {
      const changed = new AbortController()
      const forget = onSettings(problem => {
        fault = problem
        if (problem === null) changed.abort()
      })
      const signal = AbortSignal.any([over, changed.signal])
      await withWorkingCore(core => work(core, { out, signal, coreNow })).finally(forget)
    }
    return EXIT.ok
  } finally {
    announced.close()
    opener.tidy()
    await door.close()
  }
}

interface Work {
  out: Output
  signal: AbortSignal
  coreNow: ReturnType<typeof openCoreNow>
}

/** Works with these settings until they change; beside another agent, shows what that does. */
async function work(core: Core, { out, signal, coreNow }: Work): Promise<void> {
  coreNow.put(core)
  const { feed } = await coreNow.get()
  if (core.config.showsNotices) {
    feed.onChange(openNotices(readStatus(core.journal, core.now()), showNotice))
  }
  const following = follow(feed.follow(signal))
  const { home } = core.config
  if (hasOwner(home)) out.say('Another agent is at work; this one takes over when it leaves.')
  const owner = await ownerWhenFree(home, signal)
  try {
    if (!owner) return
    await run(core, {
      folders: core.config.folders,
      say: out.say,
      ...{ quietMs: 2000, sweepMs: 30_000, isUntilDone: false, signal },
      beside: ring => hearOrders(core, ring),
    })
  } finally {
    coreNow.take()
    await following
    owner?.release()
  }
}

/** Notices come also while no window is open. */
async function follow(told: AsyncGenerator<unknown>): Promise<void> {
  for await (const _ of told);
}

/** Tells when the config file was written: null where it can be used, else what is wrong in it. */
function onSettings(tell: (problem: string | null) => void): () => void {
  const path = configPath()
  const look = () => {
    try {
      readConfig()
      tell(null)
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error
      tell(error.message)
    }
  }
  watchFile(path, { interval: SETTINGS_LOOK_MS }, look)
  return () => unwatchFile(path, look)
}
