#!/usr/bin/env bun
import { PLATFORMS, Platform } from '@content/api/contract'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type ApproveOptions, approve } from './commands/approve.ts'
import { config } from './commands/config.ts'
import { EXIT, type ExitCode, type Output, openOutput, refusalOf } from './commands/context.ts'
import { doctor } from './commands/doctor.ts'
import { type LoginOptions, login } from './commands/login.ts'
import { publish } from './commands/publish.ts'
import { retry } from './commands/retry.ts'
import { status } from './commands/status.ts'
import { watch } from './commands/watch.ts'
import { printable } from './commands/words.ts'

const EXIT_CODES = `
Exit codes:
  0  everything asked for is done
  1  something failed; the reason is shown
  2  the command was not understood, or a setting cannot be used
  3  needs you: sign in, connect a channel, or approve
  4  your plan does not include it; the reason names the plan that does
  5  still waiting, usually for the network; it goes on at the next start

Examples:
  content login --email you@example.com
  content watch
  content publish holiday.mp4
  content approve 3f2a9c01b7de --platform tiktok --privacy SELF_ONLY --agree-music
  content status --json`

const seconds = (text: string) => {
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  throw new InvalidArgumentError('That is not a number of seconds.')
}

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
        for (const line of refusal.message.split('\n')) process.stderr.write(`${printable(line)}\n`)
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

type Act = (work: (out: Output) => ExitCode | Promise<ExitCode>) => Promise<void>

function build(act: Act): Command {
  const program = new Command('content')
    .description('Publishes the videos in a folder to YouTube, Instagram and TikTok.')
    .option('--json', 'print JSON, one value a line')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .showHelpAfterError('(content --help shows the commands)')
  addPublishing(program, act)
  addAccount(program, act)
  addApproval(program, act)
  return program
}

function addPublishing(program: Command, act: Act): void {
  program
    .command('watch')
    .description('publish what lands in the watched folder, until stopped')
    .option('--until-done', 'leave when nothing is left that goes on without you', false)
    .option('--quiet <seconds>', 'how long a file must not change', seconds, 2)
    .option('--sweep <seconds>', 'how often the whole folder is looked at', seconds, 30)
    .option('--timeout <seconds>', 'leave after this long; the work goes on next time', seconds)
    .action(it =>
      act(out =>
        watch(out, {
          untilDone: it.untilDone,
          quietSeconds: it.quiet,
          sweepSeconds: it.sweep,
          timeoutSeconds: it.timeout ?? null,
        }),
      ),
    )
  program
    .command('publish')
    .argument('<file...>')
    .description('publish these files now')
    .option('--quiet <seconds>', 'how long a file must not change', seconds, 2)
    .option('--timeout <seconds>', 'leave after this long; the work goes on next time', seconds)
    .action((files: string[], it) =>
      act(out =>
        publish(out, files, { quietSeconds: it.quiet, timeoutSeconds: it.timeout ?? null }),
      ),
    )
  program
    .command('status')
    .description('show every video and where it stands')
    .action(() => act(status))
  program
    .command('retry')
    .argument('[video]', 'id, path or file name; all when left out')
    .description('try again now what failed or waits')
    .action((video: string | undefined) => act(out => retry(out, video)))
}

function addAccount(program: Command, act: Act): void {
  program
    .command('login')
    .description('sign this device in')
    .option('--email <address>')
    .option('--password-stdin', 'read the password from standard input')
    .option('--key-stdin', 'read a device key from standard input instead')
    .option('--device <name>', 'what this device is called')
    .action((it: LoginOptions) => act(out => login(out, it)))
  program
    .command('doctor')
    .description('check folders, FFmpeg, sign-in and channels')
    .action(() => act(doctor))
  program
    .command('config')
    .argument('[field]')
    .argument('[value]')
    .description('show the settings, or change one')
    .action((field?: string, value?: string) => act(out => config(out, field, value)))
}

function addApproval(program: Command, act: Act): void {
  const platform = new Option('--platform <platform>', 'only there').choices(PLATFORMS)
  program
    .command('approve')
    .argument('<video>', 'id, path or file name')
    .description('let a video that waits for you be published')
    .addOption(platform.argParser(text => Platform.parse(text)))
    .option('--privacy <level>', 'who can see it (TikTok: always asked, never assumed)')
    .option('--title <text>', 'YouTube: title')
    .option('--description <text>', 'YouTube: description')
    .option('--tags <list>', 'YouTube: tags, with commas between')
    .option('--caption <text>', 'Instagram and TikTok: caption')
    .option('--allow-comment', 'TikTok: let people comment')
    .option('--allow-duet', 'TikTok: let people make duets')
    .option('--allow-stitch', 'TikTok: let people stitch it')
    .option('--your-brand', 'TikTok: it promotes yourself ("Promotional content")')
    .option('--paid-partnership', 'TikTok: a third party pays ("Paid partnership")')
    .option('--ai-made', 'TikTok: made with AI')
    .option('--agree-music', "TikTok: you agree to TikTok's Music Usage Confirmation")
    .action((video: string, it: ApproveOptions) => act(out => approve(out, video, it)))
}
