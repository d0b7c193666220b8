import { createRoot, createSignal } from 'solid-js'

const [isOnline, setIsOnline] = createRoot(() => createSignal(navigator.onLine))
for (const change of ['online', 'offline'])
  window.addEventListener(change, () => setIsOnline(navigator.onLine))

/** Whether the browser has a connection at all, as far as it knows. */
export { isOnline }
