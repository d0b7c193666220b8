import { InvalidArgumentError } from 'commander'
import type { ExitCode, Output } from '../../lib/refusal.ts'

/** Runs one command and turns what it throws into a sentence and an exit code. */
export type Act = (work: (out: Output) => ExitCode | Promise<ExitCode>) => Promise<void>

export const seconds = (text: string) => {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value
  throw new InvalidArgumentError('That is not a number of seconds.')
}

export const ONE_CHANNEL = 'only this channel, where a platform has several: its handle or name'
export const VIDEO = 'id, path or file name'
