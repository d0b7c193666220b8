#!/usr/bin/env bun
import { CommanderError } from 'commander'
import { openOutput } from './commands/context.ts'
import { programOf } from './commands/grammar/program.ts'
import { shownOn } from './commands/output/terminal.ts'
import { printable } from './commands/output/words.ts'
import { handOver } from './lib/output-of.ts'
import { EXIT, type ExitCode } from './lib/refusal.ts'
import { refusalOf } from './status/refusal-of.ts'
import { hasGoneBack, ownEnded } from './update/own.ts'

process.exitCode = await main(process.argv)

async function main(argv: string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
  const program = programOf(async work => {
    if (hasGoneBack()) process.exit(await handOver([process.execPath, ...argv.slice(2)]))
    const out = openOutput(program.opts().json === true)
    try {
      code = await work(out)
      ownEnded()
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
