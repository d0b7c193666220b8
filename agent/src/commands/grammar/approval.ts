import { PLATFORMS, Platform } from '@content/api/contract'
import { type Command, Option } from 'commander'
import { type ApproveOptions, approve } from '../approve.ts'
import { cover } from '../cover.ts'
import { type Act, seconds, VIDEO } from './act.ts'

export function addApproval(program: Command, act: Act): void {
  const platform = new Option('--platform <platform>', 'only there').choices(PLATFORMS)
  program
    .command('approve')
    .argument('<video>', VIDEO)
    .description('let a video that waits for you be published')
    .addOption(platform.argParser(text => Platform.parse(text)))
    .option('--privacy <level>', 'who can see it (TikTok: always asked, never assumed)')
    .option('--made-for-kids', 'YouTube: it is made for children, whatever the rule says')
    .option('--no-made-for-kids', 'YouTube: it is not')
    .option('--title <text>', 'YouTube: title')
    .option('--description <text>', 'YouTube: description')
    .option('--tags <list>', 'YouTube: tags, with commas between')
    .option('--caption <text>', 'Instagram and TikTok: caption')
    .option('--cover <seconds>', 'the picture that stands for the video, from its start', seconds)
    .option('--allow-comment', 'TikTok: let people comment')
    .option('--allow-duet', 'TikTok: let people make duets')
    .option('--allow-stitch', 'TikTok: let people stitch it')
    .option('--disclose', 'TikTok: it promotes someone; say whom with one or both of the next two')
    .option('--your-brand', 'TikTok: it promotes yourself ("Promotional content")')
    .option('--paid-partnership', 'TikTok: a third party pays ("Paid partnership")')
    .option('--ai-made', 'TikTok: made with AI')
    .option('--agree-music', "TikTok: you agree to TikTok's Music Usage Confirmation")
    .option('--agree-branded', 'TikTok, paid partnership: you agree to its Branded Content Policy')
    .action((video: string, it: ApproveOptions) => act(out => approve(out, video, it)))
  program
    .command('cover')
    .argument('<video>', VIDEO)
    .argument('<seconds>', 'from the start, such as 12.5; "none" for the usual picture')
    .description('choose the picture that stands for a video')
    .action((video: string, at: string) => act(out => cover(out, video, at)))
}
