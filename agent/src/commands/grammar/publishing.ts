import { PLATFORMS, Platform } from '@content/api/contract'
import { type Command, Option } from 'commander'
import { type GuiOptions, gui } from '../gui.ts'
import { type PublishOptions, publish } from '../publish.ts'
import { type ResolveOptions, resolve } from '../resolve.ts'
import { retry } from '../retry.ts'
import { type ScheduleOptions, schedule } from '../schedule.ts'
import { status } from '../status.ts'
import { watch } from '../watch.ts'
import { type Act, ONE_CHANNEL, seconds, VIDEO } from './act.ts'

export function addPublishing(program: Command, act: Act): void {
  program
    .command('watch')
    .description('publish what lands in the watched folders, until stopped')
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
  addWindow(program, act)
  program
    .command('publish')
    .argument('<file...>')
    .description('publish these files now, or at a time')
    .option('--at <time>', 'not before this time, such as "2026-12-01 18:00"')
    .option('--zone <zone>', 'the time zone of --at, such as Europe/Berlin; else the one here')
    .option('--again', 'publish once more what is published already', false)
    .option('--quiet <seconds>', 'how long a file must not change', seconds, 2)
    .option('--timeout <seconds>', 'leave after this long; the work goes on next time', seconds)
    .action((files: string[], it: PublishOptions) => act(out => publish(out, files, it)))
  program
    .command('schedule')
    .argument('<video>', VIDEO)
    .description('say when a video goes out')
    .option('--at <time>', 'not before this time, such as "2026-12-01 18:00"')
    .option('--zone <zone>', 'the time zone of --at, such as Europe/Berlin; else the one here')
    .option('--now', 'as soon as it can')
    .action((video: string, it: ScheduleOptions) => act(out => schedule(out, video, it)))
  program
    .command('status')
    .description('show every video and where it stands')
    .action(() => act(status))
  program
    .command('retry')
    .argument('[video]', `${VIDEO}; all when left out`)
    .description('try again now what failed or waits')
    .action((video: string | undefined) => act(out => retry(out, video)))
  addResolve(program, act)
}

function addWindow(program: Command, act: Act): void {
  program
    .command('gui')
    .description('the same in a window, until it is quit there')
    .option('--no-open', 'only say where the window is')
    .option('--hidden', 'start in the tray, where there is a native window')
    .addOption(new Option('--extension', 'started by the native window').hideHelp())
    .action((it: GuiOptions) => act(out => gui(out, it)))
}

function addResolve(program: Command, act: Act): void {
  const where = new Option('--platform <platform>', 'where you looked').choices(PLATFORMS)
  program
    .command('resolve')
    .argument('<video>', VIDEO)
    .description('say what you saw at the channel, when it is not known how an upload ended')
    .addOption(where.argParser(text => Platform.parse(text)))
    .option('--channel <name>', ONE_CHANNEL)
    .option('--published', 'it is there')
    .option('--url <address>', 'where it is')
    .option('--not-there', 'it is not there; it is published now')
    .action((video: string, it: ResolveOptions) => act(out => resolve(out, video, it)))
}
