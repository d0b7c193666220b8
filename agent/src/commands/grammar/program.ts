import { PLATFORM_NAMES } from '@content/api/contract'
import { Command } from 'commander'
import own from '../../../package.json' with { type: 'json' }
import { listed } from '../../lib/listed.ts'
import { ownRelease } from '../../update/release.ts'
import { explained } from '../output/terminal.ts'
import { addAccount } from './account.ts'
import type { Act } from './act.ts'
import { addApproval } from './approval.ts'
import { addInstallation } from './installation.ts'
import { addLifecycle } from './lifecycle.ts'
import { addPublishing } from './publishing.ts'

/** What `content` ends with, in the words of its help. */
export const CODES = {
  0: 'everything asked for is done',
  1: 'something failed; the reason is shown',
  2: 'the command was not understood, or a setting cannot be used',
  3: 'needs you: sign in, connect a channel, or approve',
  4: 'your plan does not include it; the reason names the plan that does',
  5: 'still waiting, for the network, a pause or a date; it goes on at the next start',
  130: 'stopped by Ctrl-C before it was done; watching, which has no end, leaves with 0',
}

const EXIT_CODES = `
Exit codes:
${Object.entries(CODES)
  .map(([code, means]) => explained(`  ${code.padEnd(5)}`, means))
  .join('\n')}

Examples:
  content login
  content login --email you@example.com
  content watch
  content publish holiday.mp4
  content publish holiday.mp4 --at "2026-12-01 18:00" --zone Europe/Berlin
  content approve 3f2a9c01b7de --caption "Three ways to fold a map"
  content pause --for 2h
  content status --json`

/** Every command of `content`, each run through `act`. */
export function programOf(act: Act): Command {
  const program = new Command('content')
    .description(`Publishes the videos in a folder to ${listed(Object.values(PLATFORM_NAMES))}.`)
    .version(ownRelease?.version ?? own.version, '--version', 'which version this is')
    .option('--json', 'print JSON, one value a line')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .showHelpAfterError('(content --help shows the commands)')
  addPublishing(program, act)
  addApproval(program, act)
  addLifecycle(program, act)
  addAccount(program, act)
  addInstallation(program, act)
  return program
}
