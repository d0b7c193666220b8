import { hasOwner } from '../journal/owner.ts'
import { readStatus, type Status } from '../journal/status.ts'
import { EXIT, type ExitCode, type Output, withCore } from './context.ts'
import { linesOf } from './words.ts'

/** `content status`: what the journal knows; asks no server. */
export function status(out: Output): Promise<ExitCode> {
  return withCore(async core => {
    const { config, journal } = core
    const answer: Status = {
      agent: { isRunning: hasOwner(config.home) },
      watchDir: config.folders[0].path,
      processedDir: config.folders[0].processedDir,
      videos: readStatus(journal, core.now()),
    }
    out.json(answer)
    out.say(`Folder ${config.folders[0].path}`)
    out.say(answer.agent.isRunning ? 'The agent is at work.' : 'The agent is not running.')
    if (answer.videos.length === 0) out.say('No videos yet. Drop one into the folder.')
    for (const line of answer.videos.flatMap(linesOf)) out.say(line)
    return EXIT.ok
  })
}
