import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { forEachPlatform, type Platform, traitsOf } from '@content/api/contract'
import type { Core } from '../../core.ts'
import type { VideoRow } from '../../journal/rows.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import { type Captions, readCaptions } from '../../media/captions/read.ts'
import { Loudness, measureLoudness } from '../../media/encode/loudness.ts'
import type { PlanOptions } from '../../media/plan.ts'
import { canBurnCaptions } from '../../media/tools/burn-proof.ts'
import { folderOf } from '../../watch/folders.ts'
import { renditionFolder } from './rendition-folder.ts'
import { factsOf } from './video-facts.ts'

/** What the creator wants of the prepared files beyond what the platforms take. */
export interface Wishes {
  captions: Captions | null
  options: Record<Platform, PlanOptions>
}

/** Does the folder ask for anything that has to be read or measured before planning? */
export function hasWishes({ config }: Core, video: VideoRow, platform: Platform): boolean {
  const folder = folderOf(config, video.path)
  const burns = folder?.burnsCaptions && isBurned(platform) && video.captions_path !== null
  return Boolean(burns || (folder?.normalizesLoudness && factsOf(video).audio))
}

export async function wishesFor(core: Core, video: VideoRow, signal: AbortSignal): Promise<Wishes> {
  const folder = folderOf(core.config, video.path)
  const captions = folder?.burnsCaptions ? await captionsOf(core, video) : null
  const loudness = folder?.normalizesLoudness ? await loudnessOf(core, video, signal) : null
  const burned = { captions: captions?.sha256 ?? null, loudness }
  const options = forEachPlatform(it => (isBurned(it) ? burned : { loudness }))
  return { captions, options }
}

/** Elsewhere captions go as a track that viewers can switch off. */
const isBurned = (platform: Platform) => traitsOf(platform).captions === 'burned'

async function captionsOf(core: Core, { captions_path: path }: VideoRow): Promise<Captions | null> {
  if (!path) return null
  const read = await readCaptions(path)
  if (read.kind === 'unusable') throw unburnable(`${read.reason} Mend ${basename(path)}.`)
  if (await canBurnCaptions(await core.tools())) return read
  throw unburnable(
    'This FFmpeg cannot write captions into pictures: it has no libass, or there is no font. ' +
      'Install another, or run: content config burn_captions false',
  )
}

const unburnable = (reason: string) =>
  new Setback({
    code: 'captions_not_burned',
    reason,
    whoCanFix: 'you',
    retry: { afterMs: MINUTE_MS },
  })

/** Measuring decodes the whole sound, so its answer is kept for the other platforms. */
async function loudnessOf(
  core: Core,
  video: VideoRow,
  signal: AbortSignal,
): Promise<Loudness | null> {
  const folder = renditionFolder(core.config.home, video.sha256)
  const kept = join(folder, 'loudness.json')
  const known = await readFile(kept, 'utf8').then(JSON.parse, () => undefined)
  const read = Loudness.nullable().safeParse(known)
  if (read.success) return read.data
  const wanted = { path: video.path, facts: factsOf(video) }
  const measured = await measureLoudness(await core.tools(), wanted, signal)
  await mkdir(folder, { recursive: true })
  await writeFile(kept, JSON.stringify(measured))
  return measured
}
