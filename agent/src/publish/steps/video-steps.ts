import { basename } from 'node:path'
import type {
  ChannelWords,
  Connection,
  GenerateMetadata,
  Metadata,
  VideoFacts,
} from '@content/api/contract'
import type { Core } from '../../core.ts'
import { isEnded } from '../../journal/next-step.ts'
import { NO_TROUBLE, type VideoRow } from '../../journal/rows.ts'
import { Setback } from '../../lib/step-error.ts'
import { captionsBeside } from '../../media/captions/beside.ts'
import { fpsOf } from '../../media/facts.ts'
import { keyFrames } from '../../media/key-frames.ts'
import { probe } from '../../media/probe/probe.ts'
import { writeWithOwnKey } from '../../outside/own-model.ts'
import { callServer } from '../../outside/server.ts'
import { assertSource } from '../../platforms/source.ts'
import { channelsMeant } from '../../watch/channels.ts'
import { type Destination, destinationAt, folderOf, ruleAt } from '../../watch/folders.ts'
import { isEarlier } from './earlier-version.ts'
import { draftFromName } from './offline-draft.ts'
import { factsOf } from './video-facts.ts'

/** Finds out what the file is. What is no whole video goes back to being a held name. */
export async function probeVideo(core: Core, video: VideoRow, signal: AbortSignal): Promise<void> {
  await assertSource(video)
  const answer = await probe(await core.tools(), video.path, signal)
  if (answer.kind === 'video') {
    if (await isEarlier(core, { video, facts: answer.facts }, signal)) return
    const facts = JSON.stringify(answer.facts)
    const [captions] = await captionsBeside(video.path)
    const captions_path = captions?.path ?? null
    const change = { ...NO_TROUBLE, state: 'probed', facts, captions_path, attempts: 0 } as const
    core.journal.changeVideo(video.sha256, change)
    return
  }
  core.journal.dropVideo(video.sha256, answer.reason)
}

/** Decides where the video goes: to the channels that its folder names, else to every one. */
export async function planVideo(core: Core, video: VideoRow, signal: AbortSignal): Promise<void> {
  const { config, journal, server } = core
  const list = server.connection.list.query(undefined, { signal })
  const { connections } = await callServer(list, signal)
  const wanted = channelsFor(destinationAt(config, video.path), connections)
  const known = await callServer(
    server.publication.byContent.query({ sha256: video.sha256 }, { signal }),
    signal,
  )
  const ruled = wanted.map(it => ({ ...it, rule: ruleAt(config, video.path, it.rule) }))
  journal.planPublications(video.sha256, ruled)
  for (const row of journal.publicationsOf(video.sha256)) {
    const live = known.publications.find(
      ({ connectionId, state }) => connectionId === row.connection_id && state === 'published',
    )
    if (!live) continue
    const reason = 'It was published there before.'
    const change = { state: 'published', url: live.url, percent: 100, is_told: 1, reason } as const
    journal.changePublication(row.id, change)
  }
}

/** Gets the words for every platform that still needs them. */
export async function describeVideo(
  core: Core,
  video: VideoRow,
  signal: AbortSignal,
): Promise<void> {
  const { config, journal, server } = core
  const rows = journal.publicationsOf(video.sha256).filter(row => !isEnded(row))
  const platforms = [...new Set(rows.map(row => row.platform))]
  const facts = videoFacts(video)
  const done = (metadata: Metadata[], author: unknown, channels: ChannelWords[] = []) =>
    journal.atomically(() => {
      for (const row of rows) {
        const own = channels.find(it => it.connectionId === row.connection_id)
        if (own) journal.changePublication(row.id, { words: JSON.stringify(own.metadata) })
      }
      journal.changeVideo(video.sha256, {
        ...NO_TROUBLE,
        state: 'described',
        metadata: JSON.stringify(metadata),
        author: JSON.stringify(author),
        attempts: 0,
        next_at: 0,
      })
    })
  if (!config.useBackendWords) {
    const { openai, pins, proxies } = config
    const asked = { facts, platforms }
    const own = openai && (await writeWithOwnKey({ ...openai, pins, proxies }, asked, signal))
    if (own) return done(own, { kind: 'model', model: openai?.model })
    const reason = openai ? 'Your own model gave no usable answer.' : 'No model is set up.'
    return done(draftFromName(video.path, platforms), { kind: 'offline', reason })
  }
  const frames = await framesOf(core, video, signal)
  const prompt = folderOf(config, video.path)?.prompt
  const connectionIds = [...new Set(rows.map(row => row.connection_id))].slice(0, MOST_CHANNELS)
  const wanted = { facts, platforms, keyFrames: frames, ...(prompt && { prompt }) }
  const write = (input: GenerateMetadata) =>
    callServer(server.enrichment.generate.mutate(input, { signal }), signal)
  const answer = await write({ ...wanted, connectionIds }).catch((error: unknown) => {
    // Signed in to another workspace since: which channel is gone is said where it is published.
    if (error instanceof Setback && error.why.code === 'not_found') return write(wanted)
    throw error
  })
  done(answer.metadata, answer.author, answer.channels)
}

/** The server takes no more; who has more channels than that gets the same words for the rest. */
const MOST_CHANNELS = 20

function videoFacts(video: VideoRow): VideoFacts {
  const facts = factsOf(video)
  const { width, height } = facts.video
  return {
    fileName: basename(video.path).toWellFormed(),
    durationMs: Math.round(facts.durationMs),
    width,
    height,
    fps: facts.video.usualFps || fpsOf(facts.video.rate),
    hasAudio: facts.audio !== null,
  }
}

const LARGEST_FRAME_BYTES = 200_000

/** Pictures help the model, but the words must not depend on them. */
async function framesOf(core: Core, video: VideoRow, signal: AbortSignal): Promise<string[]> {
  try {
    const wanted = { path: video.path, facts: factsOf(video) }
    const frames = await keyFrames(await core.tools(), wanted, signal)
    return frames
      .filter(frame => frame.length <= LARGEST_FRAME_BYTES)
      .slice(0, 3)
      .map(frame => Buffer.from(frame).toString('base64'))
  } catch {
    signal.throwIfAborted()
    return []
  }
}

/** All of those named, or none: a video never goes elsewhere because a channel is not there. */
function channelsFor({ platforms, channels }: Destination, all: readonly Connection[]) {
  const connected = all.filter(({ state }) => state !== 'disconnected')
  if (channels === null) {
    const wanted = connected.filter(({ platform }) => platforms.includes(platform))
    if (wanted.length === 0) throw noConnection(connected.length > 0)
    return wanted
  }
  const meant = channelsMeant(channels, connected)
  if (meant.kind === 'unclear') throw unclear(meant.reason)
  return meant.channels
}

const unclear = (reason: string) =>
  new Setback({
    code: 'channel_unclear',
    reason: `The video waits: ${reason} Connect it in the dashboard, or see: content folders`,
    whoCanFix: 'you',
    retry: { afterMs: 30_000 },
  })

function noConnection(hasOthers: boolean): Setback {
  const reason = hasOthers
    ? 'No connected channel is switched on in the config (upload_to_…).'
    : 'No channel is connected yet. Connect one in the dashboard.'
  return new Setback({
    code: 'no_connection',
    reason,
    whoCanFix: 'you',
    retry: { afterMs: 30_000 },
  })
}
