import { createTRPCClient, httpBatchStreamLink, TRPCClientError } from '@trpc/client'
import { createSignal } from 'solid-js'
import type { WindowRouter } from '../src/window/router.ts'

const SECRET = 'secret'
const HEADER = 'x-window-secret'

/** The secret of this start, for this page alone; it outlives a reload and no new start. */
const secret = () => sessionStorage.getItem(SECRET) ?? ''

/**
 * Whether the agent lets this page in. `locked`: it came without a ticket, or the agent was started
 * anew since. `away`: nobody answers.
 */
export type Standing = 'entering' | 'in' | 'locked' | 'away'
const [standing, setStanding] = createSignal<Standing>('entering')

export { setStanding, standing }

export const agent = createTRPCClient<WindowRouter>({
  links: [httpBatchStreamLink({ url: '/trpc', headers: () => ({ [HEADER]: secret() }) })],
})

/** Changes the ticket that this page was opened with for the secret; it is good once. */
export async function enter(): Promise<void> {
  const ticket = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  if (ticket) {
    const answer = await fetch('/secret', { method: 'POST', body: ticket }).catch(() => null)
    if (answer?.ok) sessionStorage.setItem(SECRET, await answer.text())
  }
  setStanding(secret() ? 'in' : 'locked')
}

/** Hands a file that was dropped here to the agent; why it does not take it, or null. */
export async function sendFile(file: File): Promise<string | null> {
  const headers = { [HEADER]: secret() }
  const url = `/file?name=${encodeURIComponent(file.name)}`
  const answer = await fetch(url, { method: 'PUT', body: file, headers })
  return answer.ok ? null : await answer.text()
}

/** Whether this says that the secret is not, or no longer, the right one. */
export const isLockedOut = (error: unknown) =>
  error instanceof TRPCClientError && error.meta?.response instanceof Response
    ? error.meta.response.status === 401
    : false
