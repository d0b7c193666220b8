#!/usr/bin/env bun
import { PLATFORM_NAMES } from '@content/api/contract'
import { Command, CommanderError } from 'commander'
import own from '../package.json' with { type: 'json' }
import { openOutput } from './commands/context.ts'
import { addAccount } from './commands/grammar/account.ts'
import type { Act } from './commands/grammar/act.ts'
import { addApproval } from './commands/grammar/approval.ts'
import { addLifecycle } from './commands/grammar/lifecycle.ts'
import { addPublishing } from './commands/grammar/publishing.ts'
import { shownOn } from './commands/output/terminal.ts'
import { printable } from './commands/output/words.ts'
import { listed } from './lib/listed.ts'
import { EXIT, type ExitCode } from './lib/refusal.ts'
import { refusalOf } from './status/refusal-of.ts'

const EXIT_CODES = `
Exit codes:
  0  everything asked for is done
  1  something failed; the reason is shown
  2  the command was not understood, or a setting cannot be used
  3  needs you: sign in, connect a channel, or approve
  4  your plan does not include it; the reason names the plan that does
  5  still waiting, for the network, a pause or a date; it goes on at the next start
  130  stopped by Ctrl-C before it was done; watching, which has no end, leaves with 0

Examples:
  content login
  content login --email you@example.com
  content watch
  content publish holiday.mp4
  content publish holiday.mp4 --at "2026-12-01 18:00" --zone Europe/Berlin
  content approve 3f2a9c01b7de --caption "Three ways to fold a map"
  content pause --for 2h
  content status --json`

process.exitCode = await main(process.argv)

async function main(argv: string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
  const program = build(async work => {
    const out = openOutput(program.opts().json === true)
    try {
      code = await work(out)
    } catch (error) {
      const refusal = refusalOf(error)
      code = refusal.exitCode
      if (out.isJson) out.json({ error: refusal.message, exitCode: code })
      else
        for (const line of refusal.message.split('\n'))
          process.stderr.write(`${shownOn(process.stderr, printable(line), 'bad')}\n`)
    }
  })
  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    // commander has already said what was wrong, and counts help as an error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    throw error
  }
}

function build(act: Act): Command {
  const program = new Command('content')
    .description(`Publishes the videos in a folder to ${listed(Object.values(PLATFORM_NAMES))}.`)
    .version(own.version, '--version', 'which version this is')
    .option('--json', 'print JSON, one value a line')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .showHelpAfterError('(content --help shows the commands)')
  addPublishing(program, act)
  addApproval(program, act)
  addLifecycle(program, act)
  addAccount(program, act)
  return program
}
