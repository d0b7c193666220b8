import { type Config, ConfigProblem, readConfig } from '../config.ts'
import { type Core, openCore } from '../core.ts'
import { DamagedJournal, isDamage, suspect } from '../journal/damage.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { ownWorks } from '../update/own.ts'
import { shownOn } from './output/terminal.ts'
import { printable } from './output/words.ts'

export function openOutput(isJson: boolean): Output {
  const { stdout } = process
  const print = (line: string) => stdout.write(`${line}\n`)
  // Whoever read this has left, as `head` does; the work goes on.
  stdout.on('error', () => undefined)
  return {
    isJson,
    say: (line, tone) => {
      if (!isJson) print(shownOn(stdout, printable(line), tone))
    },
    json: value => {
      if (isJson) print(JSON.stringify(value))
    },
  }
}

/** Settings, or a refusal that names every bad one. */
export function settings(): Config {
  try {
    return readConfig()
  } catch (error) {
    throw error instanceof ConfigProblem ? new Refusal(EXIT.usage, error.message) : error
  }
}

/** Opens the core for one command and closes its journal afterwards. */
export async function withCore<T>(
  work: (core: Core) => Promise<T>,
  { mayRenewJournal = false } = {},
): Promise<T> {
  const core = await openCore(settings(), undefined, mayRenewJournal)
  ownWorks()
  try {
    return await work(core)
  } catch (error) {
    if (isDamage(error)) suspect(core.config.home)
    throw error
  } finally {
    core.journal.close()
  }
}

/** The same for a command that works through the journal: it may make a damaged one anew. */
export async function withWorkingCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
  try {
    return await withCore(work, { mayRenewJournal: true })
  } catch (error) {
    // A page was found bad while it was read; a second journal going bad is a matter of the disk.
    if (!isDamage(error) || error instanceof DamagedJournal) throw error
    return withCore(work, { mayRenewJournal: true })
  }
}

/** Aborts on Ctrl-C and on SIGTERM; a second Ctrl-C ends the process as the system does. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort(new Refusal(EXIT.cut, 'Stopped.')))
  process.once('SIGTERM', () => stop.abort(new Refusal(EXIT.ended, 'Stopped.')))
  return stop.signal
}

/** What something that has an end leaves with when it was stopped before. */
export const cutCode = ({ reason }: AbortSignal): ExitCode =>
  reason instanceof Refusal ? reason.exitCode : EXIT.cut
