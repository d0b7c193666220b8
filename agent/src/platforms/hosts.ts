/** Where a platform's interfaces live; one sandbox origin stands in for all of its hosts. */
export interface Hosts {
  api: string
  upload: string
  /** Where people look at what was published. */
  pages: string
  /** Is this address the platform's own? */
  isOwn(url: string): boolean
}

/** A platform's real hosts; addresses that it gives us have to be below one of the suffixes. */
export interface RealHosts {
  api: string
  upload: string
  pages: string
  suffixes: readonly string[]
}

/** The real hosts, or the sandbox's origin when one is given. */
export function hostsFrom(real: RealHosts, sandboxOrigin: string | undefined): Hosts {
  if (sandboxOrigin) {
    return {
      api: sandboxOrigin,
      upload: sandboxOrigin,
      pages: sandboxOrigin,
      isOwn: url => URL.canParse(url) && new URL(url).origin === sandboxOrigin,
    }
  }
  const { api, upload, pages, suffixes } = real
  return { api, upload, pages, isOwn: url => suffixes.some(suffix => isBelow(url, suffix)) }
}

function isBelow(url: string, suffix: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' && (hostname === suffix || hostname.endsWith(`.${suffix}`))
}
