import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { ownCommand } from '../../lib/own-command.ts'
import { isAnnounced } from '../shown.ts'
import { windowEnvironment } from './environment.ts'

export interface Start {
  home: string
  /** Where the built page lies. */
  folder: string
  isHidden: boolean
  /** It takes the place of one that crashed. */
  isAgain?: boolean
}

const ANSWER_MS = 20_000
const LOOK_MS = 50
const NAME = process.platform === 'win32' ? 'neutralino.exe' : 'neutralino'

/** How a native window is asked for; `kept` is why there is none where there could be one. */
export type Started = { isOpen: true; pid: number } | { isOpen: false; kept: string | null }

/**
 * Starts the native window, which starts the agent beside itself; this process may then leave.
 * Where there is no window to be had, the page is opened in the browser.
 */
export async function startRuntime({ home, folder, isHidden, isAgain }: Start): Promise<Started> {
  const env = windowEnvironment()
  const binary = env.runtimePath ?? join(dirname(process.execPath), NAME)
  if (!existsSync(binary) || !env.hasScreen) return { isOpen: false, kept: null }
  if (env.hasKeys) return { isOpen: false, kept: KEYS }
  const { program, script } = ownCommand()
  // The runtime cannot look into a compiled program, so its file lies beside that.
  const page = script === null ? join(dirname(program), 'window') : folder
  const since = Date.now()
  const child = Bun.spawn([binary, `--path=${join(page, 'runtime')}`], {
    ...{ stdin: 'ignore', stdout: 'ignore', stderr: 'ignore', detached: true },
    // The runtime's server tells whoever asks where it was started.
    cwd: homedir(),
    env: {
      ...env.passed,
      CONTENT_CORE: program,
      ...(script && { CONTENT_CORE_SCRIPT: script }),
      ...(isHidden && { CONTENT_WINDOW_HIDDEN: '1' }),
      ...(isAgain && { CONTENT_WINDOW_AGAIN: '1' }),
    },
  })
  child.unref()
  while (Date.now() - since < ANSWER_MS && child.exitCode === null && !child.signalCode) {
    if (isAnnounced(home, since)) return { isOpen: true, pid: child.pid }
    await Bun.sleep(LOOK_MS)
  }
  child.kill()
  return { isOpen: false, kept: FAILED }
}

const KEYS =
  'A key is given by the environment, which a native window would see; this is the browser.'
const FAILED = 'The native window could not be opened; this is the browser.'
