import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { PLATFORMS } from '../../api/contract/index.ts'
import { approveAsDemoCreator, followAgent, startAgent } from '../start/agent.ts'
import { outcomeOf, type VideoStatus } from '../start/agent-status.ts'
import { buildApp } from '../start/build-app.ts'
import { keepReading, makeFamily } from '../start/children.ts'
import { demoCreator } from '../start/demo-creator.ts'
import type { Options } from '../start/options.ts'
import { startSandboxes, startServer } from '../start/server.ts'
import type { Clip } from './clips.ts'

export interface House {
  address: string
  email: string
  password: string
  /** Drops these into the folder, says yes where somebody must, and waits until all are public. */
  publish(clips: readonly Clip[]): Promise<void>
  /** The same, but nobody says yes: they wait for it. */
  keepWaiting(clips: readonly Clip[]): Promise<void>
  stop(): Promise<void>
}

interface Place {
  folder: string
  say: (line: string) => void
}

/** What `bun run start` leaves running, over a folder that may have a past. */
export async function openHouse({ folder, say }: Place): Promise<House> {
  await buildApp(say)
  const options: Options = {
    ...{ isOnce: false, video: null, port: 0, isDev: false },
    dataFolder: join(folder, 'data'),
    watchFolder: join(folder, 'watch'),
  }
  for (const path of [options.dataFolder, options.watchFolder]) mkdirSync(path, { recursive: true })
  const family = makeFamily()
  try {
    const { child: sandboxes, origins } = await startSandboxes(options, family)
    void keepReading(sandboxes)
    const server = await startServer(options, family, { origins })
    void keepReading(server.child)
    const creator = await demoCreator(server.url, options.dataFolder, PLATFORMS)
    const place = {
      ...{ family, home: join(options.dataFolder, 'agent') },
      ...{ watchFolder: options.watchFolder, serverUrl: server.url, apiKey: creator.apiKey },
    }
    const follow = async (clips: readonly Clip[], isYes: boolean) => {
      const agent = await startAgent(place, ['watch'])
      const statuses = followAgent(agent, say, async (video, it) => {
        if (isYes) say(`  ${await approveAsDemoCreator(place, video, it)}`)
      })
      // One after the other: several at once are more than a slow machine reads in time.
      for (const clip of clips) {
        // In a folder that was kept it is there, and as far as it gets.
        if (!drop(clip, options.watchFolder)) continue
        await until(statuses, clip, isYes ? isOut : isAsking)
      }
      // Somebody has to go on listening, or the agent stops at a full pipe.
      void keepReading(agent)
    }
    return {
      ...{ address: server.publicUrl, email: creator.email, password: creator.password },
      publish: clips => follow(clips, true),
      keepWaiting: clips => follow(clips, false),
      stop: family.stopAll,
    }
  } catch (error) {
    await family.stopAll()
    throw error
  }
}

/** By rename, so that nobody finds half of it; false when it is there already. */
function drop({ name, path }: Clip, folder: string): boolean {
  const file = join(folder, `${name}.mp4`)
  if (existsSync(file)) return false
  const partial = join(folder, `.${name}.part`)
  copyFileSync(path, partial)
  renameSync(partial, file)
  return true
}

const isOut = (video: VideoStatus) => outcomeOf(video) === 'published'
const isAsking = ({ publications }: VideoStatus) =>
  publications.length > 0 &&
  publications.every(it => ['published', 'awaiting_review'].includes(it.state))

async function until(
  statuses: AsyncIterator<VideoStatus>,
  { name }: Clip,
  isReached: (video: VideoStatus) => boolean,
): Promise<void> {
  for (;;) {
    const { value, done } = await statuses.next()
    if (done) throw new Error(`The agent stopped before ${name} was where it should be.`)
    if (value.file === `${name}.mp4` && isReached(value)) return
  }
}
