/**
 * The secret of a mailed link. It stands behind the #, so that no server or proxy sees it, and is
 * taken out of the address bar at once, so that no history keeps it.
 */
export function takeSecret(): string | null {
  const secret = decodeURIComponent(window.location.hash.slice(1))
  if (!secret) return null
  window.history.replaceState(window.history.state, '', window.location.pathname)
  return secret
}
