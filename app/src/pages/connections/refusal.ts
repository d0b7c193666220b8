import { CONNECT_REFUSED_COOKIE, type Problem } from '@content/api/contract'

const PATH = '/connections'

/**
 * Why the connection that was just tried did not come about. It travels in a cookie, not in the
 * address: a link that somebody sends must not be able to put words on this page.
 */
export function takeRefusal(): Problem | null {
  const start = `${CONNECT_REFUSED_COOKIE}=`
  const found = document.cookie.split('; ').find(it => it.startsWith(start))
  if (!found) return null
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `${start}; Path=${PATH}; Max-Age=0`
  try {
    // Safe: only our own server sets it, from a Problem.
    return JSON.parse(decodeURIComponent(found.slice(start.length))) as Problem
  } catch {
    return null
  }
}
