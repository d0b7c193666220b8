import type { Problem } from '@content/api/contract'
import { TRPCClientError } from '@trpc/client'
import { unreachable } from './words/problem.ts'

const noAnswer = (): Problem => ({
  type: 'urn:problem:unavailable',
  code: 'unavailable',
  title: unreachable(),
  detail: unreachable(),
  status: 503,
})

/** Any failure of a call as the Problem to show; a broken network is one of them. */
export function problemOf(error: unknown): Problem {
  const data: unknown = error instanceof TRPCClientError ? error.data : null
  const problem = data && typeof data === 'object' && 'problem' in data ? data.problem : null
  // The server's error formatter puts a Problem here, and nothing else does.
  return problem ? (problem as Problem) : noAnswer()
}
