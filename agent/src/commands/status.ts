import { rebuiltLine } from '../journal/damage.ts'
import { hasOwner } from '../journal/owner.ts'
import { pausedUntil } from '../journal/pauses.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { pauseLine, pauseStatus } from '../status/pause-line.ts'
import { readStatus, type Status } from '../status/status.ts'
import { withCore } from './context.ts'
import { linesOf } from './output/words.ts'

/** `content status`: what the journal knows; asks no server. */
export function status(out: Output): Promise<ExitCode> {
  return withCore(async core => {
    const { config, journal } = core
    const pausedMs = pausedUntil(journal, core.now())
    const answer: Status = {
      agent: { isRunning: hasOwner(config.home) },
      pause: pauseStatus(pausedMs),
      watchDir: config.folders[0].path,
      processedDir: config.folders[0].processedDir,
      videos: readStatus(journal, core.now()),
    }
    out.json(answer)
    for (const { path } of config.folders) out.say(`Folder ${path}`)
    out.say(answer.agent.isRunning ? 'The agent is at work.' : 'The agent is not running.')
    if (pausedMs !== null) out.say(pauseLine(pausedMs))
    const rebuilt = rebuiltLine(journal)
    if (rebuilt) out.say(rebuilt)
    if (answer.videos.length === 0) out.say('No videos yet. Drop one into the folder.')
    for (const { text, tone } of answer.videos.flatMap(linesOf)) out.say(text, tone)
    return EXIT.ok
  })
}
