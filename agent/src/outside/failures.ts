import { failureIn } from '@content/api/contract'
import type { Config } from '../config.ts'
import type { Server } from './server.ts'

const MOST_TOLD = 5

export interface Failures {
  /** Tells our server where the agent failed, where its creator allows it; waits for nothing. */
  tell(error: unknown): void
}

export function openFailures({ tellsFailures }: Config, server: Server): Failures {
  const told = new Set<string>()
  return {
    tell(error) {
      if (!tellsFailures || !(error instanceof Error)) return
      const failure = failureIn(error, fileOf)
      const key = JSON.stringify(failure)
      // What is tried again fails again at the same place.
      if (told.has(key) || told.size >= MOST_TOLD) return
      told.add(key)
      server.failure.tell.mutate({ of: 'agent', ...failure }).catch(() => undefined)
    },
  }
}

/** Below the repository or its package, where every name is ours. */
const fileOf = (place: string) =>
  /(?:^|\/)(agent\/(?:src|dist)\/[\w./-]{1,100}\.[cm]?[jt]s)$/.exec(place)?.[1] ?? null
