import { isLoopback } from '../config-file.ts'
import { type Proxies, proxyFor } from '../lib/proxies.ts'
import { Setback } from '../lib/step-error.ts'
import { type Pins, pinnedTo } from './pins.ts'
import { systemProxies } from './system-proxy.ts'

/** What decides how an address is reached. */
export interface Ways {
  pins: Pins
  /** What the environment says; null: the system is asked. Absent: no proxy at all. */
  proxies?: Proxies | null
}

let fromSystem: Promise<Proxies> | undefined

/** The proxies in force here; a system is asked once. */
export function proxiesInForce(given: Proxies | null): Promise<Proxies> {
  if (given) return Promise.resolve(given)
  fromSystem ??= systemProxies()
  return fromSystem
}

/**
 * The only way to an address: encrypted unless it is on this machine, to the key that was pinned,
 * through the proxy that is meant for it, and never on to where an answer points.
 */
export async function wayTo(url: string, { pins, proxies }: Ways) {
  const redirect = 'manual' as const
  if (isLoopback(url)) return { ...pinnedTo(pins, url), redirect, proxy: false as const }
  if (new URL(url).protocol !== 'https:') throw new Setback(inClearText(new URL(url).hostname))
  const known = proxies === undefined ? undefined : await proxiesInForce(proxies)
  return { ...pinnedTo(pins, url), redirect, proxy: known ? proxyFor(url, known) : false }
}

const inClearText = (host: string) => ({
  code: 'not_https',
  reason:
    `${host} was to be reached without encryption, so nothing was sent: everybody on the way` +
    ` could read along. Whoever runs ${host} has to offer https.`,
  whoCanFix: 'us' as const,
  retry: 'never' as const,
})
