import { z } from 'zod'
import { showNotice } from '../../outside/desktop-notice.ts'
import type { Screen } from '../screen.ts'
import { type Handshake, readHandshake } from './handshake.ts'
import { connectRuntime, type Runtime } from './runtime.ts'

/** The window that started this agent, and that ends with it. */
export interface NativeWindow extends Screen {
  gone: AbortSignal
  /** Shows in it why the agent does not work. */
  fail(reason: string): void
  /** Ends it; says whether it had ended before, which nobody had asked it to. */
  end(): Promise<{ hasCrashed: boolean; wasShown: boolean }>
}

const Notice = z.object({ title: z.string(), text: z.string() })
const PAGE_BACK_MS = 10_000
const END_MS = 3000

export async function openNativeWindow(
  given: string,
  { isHidden }: { isHidden: boolean },
): Promise<NativeWindow> {
  const handshake = readHandshake(given)
  const runtime = await connectRuntime(handshake)
  const window = await shownOrHidden(runtime)
  const gone = AbortSignal.any([runtime.gone, pageLost(runtime)])
  let isDue = !isHidden
  runtime.on('pageShown', () => {
    // A page that comes back later stays as the person left it.
    if (isDue) window.show()
    isDue = false
  })
  runtime.on('openWindow', () => window.show())
  runtime.on('notice', it => notice(runtime, Notice.parse(it)))
  return {
    socket: socketOf(handshake),
    letIn(address) {
      const tell = () =>
        quietly(runtime.call('app.broadcast', { event: 'core', data: { address: address() } }))
      runtime.on('pageReady', tell)
      tell()
    },
    show: () => window.show(),
    tidy: () => undefined,
    notice: it => notice(runtime, it),
    fail(reason) {
      quietly(runtime.call('app.broadcast', { event: 'coreFailed', data: { reason } }))
      window.show()
    },
    gone,
    async end() {
      const outcome = { hasCrashed: gone.aborted, wasShown: window.isShown() }
      await ended(runtime)
      return outcome
    },
  }
}

const socketOf = ({ nlPort }: Handshake) => `ws://127.0.0.1:${nlPort}`

/** Nobody waits for it, and where the window is gone there is nothing to show. */
const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)

// On Linux the runtime asks other programs, which take a file's name for their own markup.
function notice(runtime: Runtime, it: z.infer<typeof Notice>): void {
  const { title, text: content } = it
  if (process.platform === 'linux' && Bun.which('notify-send')) showNotice(it)
  else quietly(runtime.call('os.showNotification', { title, content, icon: 'INFO' }))
}

async function shownOrHidden(runtime: Runtime) {
  // It may have been there before this core, which takes the place of one that crashed.
  let isShown = (await runtime.call('window.isVisible')) === true
  runtime.on('windowShow', () => {
    isShown = true
  })
  runtime.on('windowHide', () => {
    isShown = false
  })
  const show = async () => {
    // A window that was hidden is placed anew by some systems.
    const place = isShown ? null : await runtime.call('window.getPosition')
    await runtime.call('window.show')
    if (place) await runtime.call('window.move', z.object({ x: z.int(), y: z.int() }).parse(place))
    // Asked of a window that is not minimized, Windows would give up that it is maximized.
    if (await runtime.call('window.isMinimized')) await runtime.call('window.unminimize')
    await runtime.call('window.focus')
  }
  return { isShown: () => isShown, show: () => quietly(show()) }
}

/** The page's own process can crash, too; the runtime would go on with an empty window. */
function pageLost(runtime: Runtime): AbortSignal {
  const lost = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  runtime.on('appClientConnect', () => clearTimeout(timer))
  runtime.on('appClientDisconnect', left => {
    if (left === 0) timer = setTimeout(() => lost.abort(), PAGE_BACK_MS)
  })
  runtime.gone.addEventListener('abort', () => clearTimeout(timer))
  return lost.signal
}

async function ended(runtime: Runtime): Promise<void> {
  if (runtime.gone.aborted) return
  const over = Promise.withResolvers<void>()
  runtime.gone.addEventListener('abort', () => over.resolve())
  runtime.send('app.exit')
  await Promise.race([over.promise, Bun.sleep(END_MS)])
}
