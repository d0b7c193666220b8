import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PLATFORM_NAMES, traitsOf } from '../../api/contract/index.ts'
import { STAND_INS } from '../sandbox/index.ts'
import { outcomeOf, type PublicationStatus, progressLines, VideoStatus } from './agent-status.ts'
import { asObject, type Child, type Family } from './children.ts'

const CLI = join(import.meta.dir, '../../agent/src/cli.ts')

export interface AgentPlace {
  family: Family
  home: string
  watchFolder: string
  serverUrl: string
  apiKey: string
}

/** Writes the agent's config and starts `content COMMAND --json` on it. */
export async function startAgent(place: AgentPlace, command: string[]): Promise<Child> {
  mkdirSync(place.home, { recursive: true, mode: 0o700 })
  // All that it needs stands there, so that a person's own `content` in this home needs no more.
  const config = {
    watch_dir: place.watchFolder,
    processed_dir: join(place.watchFolder, 'published'),
    backend_api_url: place.serverUrl,
    api_key: place.apiKey,
  }
  await Bun.write(join(place.home, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  return content(place, command)
}

function content(place: AgentPlace, args: string[]): Child {
  const env = {
    CONTENT_CREATION_HOME: place.home,
    // What the person set for an agent of their own is not meant for this one.
    BACKEND_API_URL: place.serverUrl,
    CONTENT_CREATION_API_KEY: place.apiKey,
  }
  return place.family.begin('The agent', [process.execPath, CLI, '--json', ...args], env)
}

/**
 * Prints what changes, and yields each status. `consent` plays the demo creator where a platform
 * wants a person's choice, or tells the person how to choose.
 */
export async function* followAgent(
  agent: Child,
  say: (line: string) => void,
  consent: (video: VideoStatus, it: PublicationStatus) => Promise<void>,
): AsyncGenerator<VideoStatus> {
  const said = new Map<string, string>()
  const asked = new Set<string>()
  for await (const line of agent.lines) {
    const video = VideoStatus.safeParse(asObject(line)).data
    if (!video) continue
    for (const [index, { text, about }] of progressLines(video).entries()) {
      // A published file is moved, and is the same video.
      const key = `${video.id ?? video.path}\n${index}`
      if (said.get(key) !== about) say(`  ${text}`)
      said.set(key, about)
    }
    for (const it of video.publications) {
      const key = `${video.id} ${it.platform} ${it.label}`
      // Without a reason to wait it was approved before, perhaps by a run whose plug was pulled.
      const isAsking = it.state === 'awaiting_review' && it.reason !== null
      if (!isAsking || it.reason?.includes('failed') || asked.has(key)) continue
      asked.add(key)
      await consent(video, it)
    }
    yield video
  }
}

/** Approves as the demo creator would, through the command that every creator uses. */
export async function approveAsDemoCreator(
  place: AgentPlace,
  video: VideoStatus,
  it: PublicationStatus,
): Promise<string> {
  const choice = STAND_INS[it.platform].demoChoice?.(it.privacyOptions ?? [])
  const child = content(place, [
    ...['approve', video.id ?? video.path, '--platform', it.platform],
    ...(choice?.args ?? []),
  ])
  let answer = ''
  for await (const line of child.lines) answer = line
  const problem = asObject(answer)?.error
  if ((await child.process.exited) !== 0) throw new Error(String(problem ?? child.complaint()))
  const chosen = choice ? `: ${choice.says}` : ''
  return `The demo creator approves ${PLATFORM_NAMES[it.platform]}${chosen}.`
}

/** How a person asks this agent anything, while `content` alone is the one of their own. */
export const contentCommand = ({ home }: Pick<AgentPlace, 'home'>): string =>
  `CONTENT_CREATION_HOME='${home}' npx -y bun@1.4.5 agent/src/cli.ts`

/** The command that a person types to approve, whole, so that it can be copied. */
export function approvalHint(place: AgentPlace, video: VideoStatus, it: PublicationStatus): string {
  const isAsked = traitsOf(it.platform).choicePerVideo
  const flags = isAsked ? ` ${STAND_INS[it.platform].demoChoice?.(['LEVEL']).args.join(' ')}` : ''
  const levels = isAsked ? `\n  LEVEL: who can see it, as it says above.` : ''
  return `
  ${PLATFORM_NAMES[it.platform]} waits for you. To publish there:
  ${contentCommand(place)} \\
    approve ${video.id} --platform ${it.platform}${flags}${levels}
`
}

/**
 * Reads statuses until one of the wanted videos is published everywhere, or all are refused; null
 * when the agent ended. What an earlier run published is not an answer to this one.
 */
export async function firstOutcome(
  statuses: AsyncIterable<VideoStatus>,
  isWanted: (path: string) => boolean,
): Promise<{ video: VideoStatus; outcome: 'published' | 'refused' } | null> {
  const all = new Map<string, VideoStatus>()
  const ids = new Set<string | null>()
  for await (const video of statuses) {
    // A finished file moves, so it is known by its content from then on.
    if (isWanted(video.path) && video.id) ids.add(video.id)
    if (!isWanted(video.path) && !ids.has(video.id)) continue
    // Known by its content from here on: what its name alone said before is history.
    if (video.id) all.delete(video.path)
    all.set(video.id ?? video.path, video)
    const outcome = outcomeOf(video)
    const isLast = [...all.values()].every(it => outcomeOf(it) === 'refused')
    if (outcome === 'published' || (outcome === 'refused' && isLast)) return { video, outcome }
  }
  return null
}
