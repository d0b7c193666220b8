import type { Notice } from '../outside/desktop-notice.ts'

/** Where the page is seen: the native window, or a browser. */
export interface Screen {
  /** Hands out addresses that let a page in, from now on. */
  letIn(address: () => string): void
  /** Brings the page forward. */
  show(address: () => string): void
  /** A page was let in: what led it there can go. */
  tidy(): void
  notice(it: Notice): void
  /** Aborted when it is gone; null where a page may be closed and opened again. */
  gone: AbortSignal | null
  /** Where its page may speak to beside the agent's door. */
  socket: string | null
}
