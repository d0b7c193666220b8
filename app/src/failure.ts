import { type Failure, failureIn } from '@content/api/contract'
import { TRPCClientError } from '@trpc/client'
import { api } from './api.ts'

const MOST_TOLD = 5
const told = new Set<string>()

/** Tells the server where our code failed, each place once and a few in all. */
export async function tellFailure(error: unknown, origin: string): Promise<void> {
  const failure = failureOf(error, origin)
  const key = JSON.stringify(failure)
  if (!failure || told.has(key) || told.size >= MOST_TOLD) return
  told.add(key)
  // Whoever has no server now has other worries, and is told of them.
  await api.failure.tell.mutate(failure).catch(() => undefined)
}

/**
 * Null where none of it is ours: what a server answered is known there, and a browser's extensions
 * are not our business.
 */
export function failureOf(error: unknown, origin: string): Failure | null {
  if (!(error instanceof Error) || error instanceof TRPCClientError) return null
  const failure = failureIn(error, place => {
    const file = place.startsWith(`${origin}/`) ? place.slice(origin.length + 1) : ''
    return /^assets\/[\w.-]{1,120}\.js$/.test(file) ? file : null
  })
  return failure.places.length > 0 ? { of: 'dashboard', ...failure } : null
}
