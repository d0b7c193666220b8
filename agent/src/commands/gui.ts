import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigProblem, configPath, readConfig } from '../config.ts'
import type { Core } from '../core.ts'
import { hasOwner, ownerWhenFree } from '../journal/owner.ts'
import { onFileChange } from '../lib/file-changes.ts'
import { handOver } from '../lib/output-of.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { hearOrders } from '../orders/hear-orders.ts'
import { showNotice } from '../outside/desktop-notice.ts'
import { run } from '../publish/runner.ts'
import { openNotices } from '../status/notices.ts'
import { refusalOf } from '../status/refusal-of.ts'
import { readStatus } from '../status/status.ts'
import { askDaily } from '../update/daily.ts'
import { openCoreNow } from '../window/core-now.ts'
import { openDoor } from '../window/door/door.ts'
import { windowEnvironment } from '../window/native/environment.ts'
import { openNativeWindow } from '../window/native/native-window.ts'
import { startRuntime } from '../window/native/start-runtime.ts'
import { leafFolders, openOpener } from '../window/open-window.ts'
import type { Screen } from '../window/screen.ts'
import { announce, askToShow } from '../window/shown.ts'
import { openSignIn } from '../window/sign-in.ts'
import { forgetHalfTaken } from '../window/take-file.ts'
import { settings, stopSignal, withWorkingCore } from './context.ts'

export interface GuiOptions {
  /** Whether a window is opened; the page's address is printed in any case. */
  open: boolean
  /** Starts in the tray. */
  hidden?: boolean
  /** The runtime of the native window started this, and says on standard input how to reach it. */
  extension?: boolean
}

/** A package has it beside itself; in the sources it lies where it was built. */
const IN_PACKAGE = join(import.meta.dir, 'window')
const PAGE = existsSync(IN_PACKAGE) ? IN_PACKAGE : join(import.meta.dir, '../../window/dist')
const GUESSES = 'A program on this computer tries to get into the window. It is not let in.'
/** A window that crashes again so soon is not opened a third time. */
const SOON_SECONDS = 60

/** `content gui`: publishes as `content watch` does, and shows it in a window. */
export async function gui(out: Output, options: GuiOptions): Promise<ExitCode> {
  if (options.extension) return besideRuntime(out)
  const { home } = settings()
  // A second start brings the first one's window forward.
  if (await askToShow(home)) {
    out.say('The agent is running already; its window is opened.')
    out.json({ url: null })
    return EXIT.ok
  }
  if (options.open) {
    const isHidden = options.hidden ?? false
    const started = await startRuntime({ home, folder: PAGE, isHidden })
    if (started.isOpen) {
      out.say('The window is open, and stays when this terminal is closed.')
      out.json({ url: null, pid: started.pid })
      return EXIT.ok
    }
    if (started.kept) out.say(started.kept, 'waits')
  }
  const screen = browserScreen(out, { home, opens: options.open && !options.hidden })
  const { isToRestart } = await serve(out, screen)
  // Safe cast: the same program ends with the same codes.
  return isToRestart ? ((await handOver(again())) as ExitCode) : EXIT.ok
}

/** This very command, as it is installed by now: only a compiled program takes a new version. */
const again = () => [process.execPath, ...process.argv.slice(2)]

/** The same where the native window started the agent: it ends with that window. */
async function besideRuntime(out: Output): Promise<ExitCode> {
  const env = windowEnvironment()
  const native = await openNativeWindow(await Bun.stdin.text(), env)
  try {
    const { home } = settings()
    if (await askToShow(home)) {
      await native.end()
      return EXIT.ok
    }
    const { isToRestart } = await serve(out, native)
    const { hasCrashed, wasShown } = await native.end()
    const isHopeless = env.isAgain && process.uptime() < SOON_SECONDS
    if (isToRestart) await startRuntime({ home, folder: PAGE, isHidden: !wasShown })
    else if (hasCrashed && !isHopeless) {
      await startRuntime({ home, folder: PAGE, isHidden: !wasShown, isAgain: true })
    }
    return EXIT.ok
  } catch (error) {
    native.fail(refusalOf(error).message)
    throw error
  }
}

function browserScreen(out: Output, { home, opens }: { home: string; opens: boolean }): Screen {
  const { open, tidy } = openOpener(leafFolders(home))
  const show = (address: () => string) => {
    const url = address()
    out.say(`The window is at ${url}`)
    out.json({ url })
    if (opens) open(url)
  }
  return { letIn: show, show, tidy, notice: showNotice, gone: null, socket: null }
}

/** Works, and shows it there, until the person quits or that is gone. */
async function serve(out: Output, screen: Screen): Promise<{ isToRestart: boolean }> {
  const { home, folders } = settings()
  await forgetHalfTaken(folders[0].path)
  const quit = new AbortController()
  const over = AbortSignal.any([stopSignal(), quit.signal, ...(screen.gone ? [screen.gone] : [])])
  const coreNow = openCoreNow()
  let changed = new AbortController()
  // Settings that cannot be used change nothing: those before them hold until they are mended.
  const beginAnew = () => {
    if (settingsFault() === null) changed.abort()
  }
  const signIn = openSignIn(beginAnew)
  let isToRestart = false
  let isAtWork = false
  const inside = { coreNow, signIn, settingsFault, isAtWork: () => isAtWork }
  const restart = () => {
    isToRestart = true
    quit.abort()
  }
  const door = openDoor(
    { ...inside, quit: () => quit.abort(), restart },
    {
      folder: PAGE,
      socket: screen.socket,
      onShow: () => screen.show(door.address),
      onEnter: screen.tidy,
      onGuesses: () => out.say(GUESSES, 'bad'),
    },
  )
  const announced = announce(home, door)
  screen.letIn(door.address)
  const forget = onFileChange(configPath(), beginAnew)
  try {
    while (!over.aborted) {
      changed = new AbortController()
      const signal = AbortSignal.any([over, changed.signal])
      const { notice } = screen
      const onWork = (is: boolean) => {
        isAtWork = is
      }
      await withWorkingCore(core => work(core, { out, signal, coreNow, notice, onWork }))
    }
    return { isToRestart }
  } finally {
    forget()
    announced.close()
    screen.tidy()
    await door.close()
  }
}

interface Work {
  out: Output
  signal: AbortSignal
  coreNow: ReturnType<typeof openCoreNow>
  notice: Screen['notice']
  /** Told when it begins to publish, and when it ends. */
  onWork(isAtWork: boolean): void
}

/** Works with these settings until they change; beside another agent, shows what that does. */
async function work(core: Core, how: Work): Promise<void> {
  const { out, signal, coreNow, notice, onWork } = how
  coreNow.put(core)
  const { feed } = await coreNow.get()
  if (core.config.showsNotices) {
    feed.onChange(openNotices(readStatus(core.journal, core.now()), notice))
  }
  const following = follow(feed.follow(signal))
  const { home } = core.config
  if (hasOwner(home)) out.say('Another agent is at work; this one takes over when it leaves.')
  const owner = await ownerWhenFree(home, signal)
  try {
    if (!owner) return
    onWork(true)
    void askDaily(core.config, { say: out.say, signal })
    await run(core, {
      folders: core.config.folders,
      say: out.say,
      ...{ quietMs: 2000, sweepMs: 30_000, isUntilDone: false, signal },
      beside: ring => hearOrders(core, ring),
    })
  } finally {
    onWork(false)
    coreNow.take()
    await following
    owner?.release()
  }
}

/** Notices come also while no window is open. */
async function follow(told: AsyncGenerator<unknown>): Promise<void> {
  for await (const _ of told);
}

/** What is wrong in the settings; null where they can be used. */
function settingsFault(): string | null {
  try {
    readConfig()
    return null
  } catch (error) {
    if (error instanceof ConfigProblem) return error.message
    throw error
  }
}
