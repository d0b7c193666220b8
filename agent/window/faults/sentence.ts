import { TRPCClientError } from '@trpc/client'
import type { WindowRouter } from '../../src/window/router.ts'
import { words } from '../words.ts'
import { reasonOf } from './faults.ts'
import { translated } from './refusals.ts'

/** What a call was refused with, as its one sentence. */
export function sentenceOf(error: unknown): string {
  if (isOfAgent(error)) {
    // Without data it is the browser that speaks of a call that got no answer, each in its own way.
    if (!error.data) return words.silent
    const fault = { code: error.data.fault, reason: error.message }
    return fault.code === null
      ? inOwnWords(error.message)
      : (reasonOf(fault)?.text ?? error.message)
  }
  return error instanceof Error ? error.message : String(error)
}

const isOfAgent = (error: unknown): error is TRPCClientError<WindowRouter> =>
  error instanceof TRPCClientError

/** A sentence with which the agent refuses, in this window's language. */
export const inOwnWords = (sentence: string): string => translated(sentence, words.refusals)
