import { PLATFORM_NAMES, PLATFORMS, Platform, traitsOf } from '@content/api/contract'
import { type Command, Option } from 'commander'
import { listed } from '../../lib/listed.ts'
import { clientOf } from '../../platforms/index.ts'
import { type ApproveOptions, approve } from '../approve.ts'
import { cover } from '../cover.ts'
import { type Act, ONE_CHANNEL, seconds, VIDEO } from './act.ts'

const named = (platforms: readonly Platform[]) => listed(platforms.map(it => PLATFORM_NAMES[it]))
const TITLED = named(PLATFORMS.filter(it => traitsOf(it).hasTitle))
const CAPTIONED = named(PLATFORMS.filter(it => !traitsOf(it).hasTitle))
const ASKED = named(PLATFORMS.filter(it => traitsOf(it).choicePerVideo))

export function addApproval(program: Command, act: Act): void {
  const platform = new Option('--platform <platform>', 'only there').choices(PLATFORMS)
  const command = program
    .command('approve')
    .argument('<video>', VIDEO)
    .description('let a video that waits for you be published')
    .addOption(platform.argParser(text => Platform.parse(text)))
    .option('--channel <name>', ONE_CHANNEL)
    .option('--privacy <level>', `who can see it (${ASKED}: always asked, never assumed)`)
    .option('--title <text>', `${TITLED}: title`)
    .option('--description <text>', `${TITLED}: description`)
    .option('--tags <list>', `${TITLED}: tags, with commas between`)
    .option('--caption <text>', `${CAPTIONED}: caption`)
    .option('--cover <seconds>', 'the picture that stands for the video, from its start', seconds)
  for (const it of PLATFORMS) {
    for (const [flags, says] of clientOf(it).approval.flags) {
      command.option(flags, `${PLATFORM_NAMES[it]}: ${says}`)
    }
  }
  command.action((video: string, it: ApproveOptions) => act(out => approve(out, video, it)))
  program
    .command('cover')
    .argument('<video>', VIDEO)
    .argument('<seconds>', 'from the start, such as 12.5; "none" for the usual picture')
    .description('choose the picture that stands for a video')
    .action((video: string, at: string) => act(out => cover(out, video, at)))
}
