import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { retryVideo } from '../wishes/retry-video.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

/** `content retry [ID]`: what failed or waits is tried now; what is unknown is asked again. */
export function retry(out: Output, wanted: string | undefined): Promise<ExitCode> {
  return withCore(async core => {
    const videos = wanted ? [findVideo(core, wanted)] : core.journal.videos()
    const count = videos
      .map(video => retryVideo(core.journal, video))
      .reduce((sum, it) => sum + it, 0)
    out.say(count === 0 ? 'There is nothing to try again.' : `Trying ${count} again.`)
    out.json({ retried: count })
    return EXIT.ok
  })
}
