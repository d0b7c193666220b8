import type { Problem } from '../../contract/index.ts'
import { FAULTS } from '../../contract/index.ts'
import type { Fault } from '../lib/fault.ts'
import { toProblem } from '../lib/fault.ts'

const TRPC_CODE = -32_600

/** A failure as RFC 9457 says; under /trpc in the envelope that its client can read. */
export function problemResponse(fault: Fault, requestId: string, path = ''): Response {
  const problem = toProblem(fault, requestId)
  const { status } = problem
  if (path.startsWith('/trpc')) return Response.json(envelope(problem), { status })
  const headers = new Headers({ 'Content-Type': 'application/problem+json' })
  const { retryAfterSeconds } = problem
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds))
  return Response.json(problem, { status, headers })
}

const envelope = (problem: Problem) => ({
  error: {
    message: problem.detail ?? problem.title,
    code: TRPC_CODE,
    data: { code: FAULTS[problem.code].trpc, httpStatus: problem.status, problem },
  },
})

/** Headers that a procedure set, on an answer that has some of its own; only cookies are many. */
export function addHeaders(to: Headers, from: Headers): void {
  for (const [name, value] of from) {
    if (name === 'set-cookie') to.append(name, value)
    else to.set(name, value)
  }
}
