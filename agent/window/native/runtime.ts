import type * as Lib from '@neutralinojs/lib'

export type Runtime = typeof Lib

/** The agent's core, as the runtime's settings name it. */
const CORE = 'app.contentcreation.core'

/** Whether this page is in the native window; a browser has to do without its parts. */
const isNative = 'NL_PORT' in window

let loaded: Promise<Runtime> | undefined

/** The native window's runtime; null in a browser, which does not even load its library. */
export async function runtime(): Promise<Runtime | null> {
  if (!isNative) return null
  loaded ??= import('@neutralinojs/lib').then(lib => {
    lib.init()
    return lib
  })
  return loaded
}

/** Tells the core over the runtime's socket; while the core is away nobody hears it. */
export const tellCore = (event: string, data?: object) =>
  runtime()
    .then(lib => lib?.extensions.dispatch(CORE, event, data))
    .catch(() => undefined)

/** The core's own address and nobody else's: it arrives over a socket, and the page goes there. */
export function doorIn(detail: unknown): URL | null {
  const { address } = (detail ?? {}) as { address?: string }
  const url = address ? URL.parse(address) : null
  return url?.protocol === 'http:' && url.hostname === '127.0.0.1' ? url : null
}
