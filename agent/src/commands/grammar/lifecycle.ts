import type { Command } from 'commander'
import { cancel } from '../cancel.ts'
import { type UninstallOptions, uninstall } from '../installation/uninstall.ts'
import { type PauseOptions, pauseWork, resumeWork } from '../pause.ts'
import { type Act, VIDEO } from './act.ts'

export function addLifecycle(program: Command, act: Act): void {
  program
    .command('pause')
    .argument('[video]', `${VIDEO}; everything when left out`)
    .description('send and publish nothing; files are still found and prepared')
    .option('--for <time>', 'for so long, such as 2h, 90m or 1h30m')
    .option('--until <time>', 'until then, such as 08:00 or "2026-12-01 18:00"')
    .action((video: string | undefined, it: PauseOptions) => act(out => pauseWork(out, video, it)))
  program
    .command('resume')
    .argument('[video]', `${VIDEO}; everything when left out`)
    .description('go on after a pause')
    .action((video: string | undefined) => act(out => resumeWork(out, video)))
  program
    .command('cancel')
    .argument('<video>', VIDEO)
    .description('send and publish nothing more of a video; what is live stays')
    .action((video: string) => act(out => cancel(out, video)))
  program
    .command('uninstall')
    .description('remove everything the agent keeps on this machine; your videos stay')
    .option('--keep-journal', 'keep the record of what was published', false)
    .option('--yes', 'do it; without this it only says what would be removed', false)
    .action((it: UninstallOptions) => act(out => uninstall(out, it)))
}
