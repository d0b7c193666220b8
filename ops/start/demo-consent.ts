import { type AgentPlace, approvalHint, approveAsDemoCreator } from './agent.ts'
import type { PublicationStatus, VideoStatus } from './agent-status.ts'
import { realPlatforms } from './real-platforms.ts'

export interface DemoHouse {
  place: AgentPlace
  /** What the server was started with. */
  env: Record<string, string | undefined>
  say: (line: string) => void
}

/** The demo's own yes counts for stand-ins only; what is real waits for a person. */
export async function demoConsent(
  { place, env, say }: DemoHouse,
  video: VideoStatus,
  it: PublicationStatus,
): Promise<boolean> {
  if (realPlatforms(env).includes(it.platform)) {
    say(approvalHint(place, video, it))
    return false
  }
  say(`  ${await approveAsDemoCreator(place, video, it)}`)
  return true
}
