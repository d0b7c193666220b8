import type { Platform } from '@content/api/contract'

/** Where a platform's interfaces live; one sandbox origin stands in for all of its hosts. */
export interface Hosts {
  api: string
  upload: string
  /** Where people look at what was published. */
  pages: string
  /** Is this address the platform's own? */
  isOwn(url: string): boolean
}

const REAL = {
  youtube: {
    api: 'https://www.googleapis.com',
    upload: 'https://www.googleapis.com',
    pages: 'https://www.youtube.com',
    suffix: 'googleapis.com',
  },
  instagram: {
    api: 'https://graph.facebook.com',
    upload: 'https://rupload.facebook.com',
    pages: 'https://www.instagram.com',
    suffix: 'facebook.com',
  },
  tiktok: {
    api: 'https://open.tiktokapis.com',
    upload: 'https://open-upload.tiktokapis.com',
    pages: 'https://www.tiktok.com',
    suffix: 'tiktokapis.com',
  },
} as const

/** The real hosts, or the sandbox's origin when one is given. */
export function hostsOf(platform: Platform, sandboxOrigin: string | undefined): Hosts {
  if (sandboxOrigin) {
    return {
      api: sandboxOrigin,
      upload: sandboxOrigin,
      pages: sandboxOrigin,
      isOwn: url => URL.canParse(url) && new URL(url).origin === sandboxOrigin,
    }
  }
  const { api, upload, pages, suffix } = REAL[platform]
  return { api, upload, pages, isOwn: url => isBelow(url, suffix) }
}

function isBelow(url: string, suffix: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' && (hostname === suffix || hostname.endsWith(`.${suffix}`))
}
