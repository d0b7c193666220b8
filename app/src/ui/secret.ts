import { type Accessor, createSignal, onCleanup } from 'solid-js'

/**
 * The secret of a mailed link. It stands behind the #, so that no server or proxy sees it, and is
 * taken out of the address bar at once, so that no history keeps it.
 */
export function useSecret(): Accessor<string | null> {
  const [secret, setSecret] = createSignal(takeSecret())
  // A second link may be opened where the page already is.
  const again = () => setSecret(held => takeSecret() ?? held)
  window.addEventListener('hashchange', again)
  onCleanup(() => window.removeEventListener('hashchange', again))
  return secret
}

function takeSecret(): string | null {
  const secret = window.location.hash.slice(1)
  if (!secret) return null
  window.history.replaceState(window.history.state, '', window.location.pathname)
  return secret
}
