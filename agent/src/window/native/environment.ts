/** What a native window needs to know of the environment that it starts in. */
export interface WindowEnvironment {
  runtimePath: string | null
  hasScreen: boolean
  /** A key is given by the environment; the runtime and its page must not get to see it. */
  hasKeys: boolean
  isHidden: boolean
  /** It took the place of one that crashed. */
  isAgain: boolean
  /** What the runtime starts with, and the agent beside it. */
  passed: Record<string, string | undefined>
}

const KEYS = ['CONTENT_CREATION_API_KEY', 'OPENAI_API_KEY']
const OURS = /^CONTENT_(CORE(_SCRIPT)?|WINDOW_(HIDDEN|AGAIN))$/

export function windowEnvironment(env: NodeJS.ProcessEnv = process.env): WindowEnvironment {
  const isTold = (name: string) => KEYS.includes(name) || OURS.test(name)
  return {
    runtimePath: env.NEUTRALINO_BIN || null,
    hasScreen: process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY),
    hasKeys: KEYS.some(name => env[name]),
    isHidden: env.CONTENT_WINDOW_HIDDEN === '1',
    isAgain: env.CONTENT_WINDOW_AGAIN === '1',
    passed: Object.fromEntries(Object.entries(env).filter(([name]) => !isTold(name))),
  }
}
