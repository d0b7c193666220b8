/** How tests read why a call was refused. */
import { TRPCClientError } from '@trpc/client'
import type { Problem } from '../contract/index.ts'

/** The problem that a call is refused with. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.problem) return error.data.problem
    throw error
  }
  throw new Error('the call was not refused')
}

/** Why each of several calls was refused; all are heard at once, so that none fails unheard. */
export const codesOf = async (calls: Promise<unknown>[]) =>
  (await Promise.all(calls.map(problemOf))).map(({ code }) => code)
