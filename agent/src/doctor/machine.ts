import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../core.ts'
import { rebuiltLine, soundnessOf } from '../journal/damage.ts'
import { hasOwner } from '../journal/owner.ts'
import { pausedUntil } from '../journal/pauses.ts'
import { counted } from '../lib/listed.ts'
import { outputOf } from '../lib/output-of.ts'
import { EXIT } from '../lib/refusal.ts'
import { provenEncoder } from '../media/encode/hardware.ts'
import { isOld, LEAST_FFMPEG } from '../media/tools/age.ts'
import { pauseLine } from '../status/pause-line.ts'
import { type Finding, fine, look, wrong } from './finding.ts'

/** FFmpeg, the keychain, the journal and the agent: what lives on this machine. */
export function machineFindings(core: Core): Promise<Finding[]> {
  return Promise.all([
    look('FFmpeg', () => ffmpeg(core)),
    look('Device key', () => deviceKey(core)),
    look('Journal', async () => journal(core)),
    look('Agent', async () => agent(core)),
  ])
}

const OLD = 'it is old, and nobody mends its holes'
const PACKAGED = 'it is the one of 2018 that comes along, and nobody mends its holes'
const RENEW = `Install FFmpeg ${LEAST_FFMPEG} or later; FFMPEG_PATH and FFPROBE_PATH name one.`

async function ffmpeg({ tools, config }: Core): Promise<Finding> {
  const found = await tools()
  const [chip, filters] = await Promise.all([
    config.mayUseHardware ? provenEncoder(found).catch(() => null) : null,
    outputOf([found.ffmpegPath, '-hide_banner', '-filters'], found.environment),
  ])
  const canCaption = / (subtitles|ass) /.test(filters)
  const noChip = config.mayUseHardware ? ' (no graphics chip passed the test)' : ''
  const says = [
    `${found.ffmpegPath}, ${found.ffprobePath}`,
    chip
      ? `encodes with ${chip.name}, proven just now, or libx264`
      : `encodes with libx264${noChip}`,
    found.canToneMap ? 'can tone-map HDR' : 'cannot tone-map HDR',
    ...(isOld(found.generation) ? [found.isPackaged ? PACKAGED : OLD] : []),
    canCaption ? 'can draw captions' : 'cannot draw captions (no libass)',
  ].join('; ')
  const wantsCaptions = config.folders.some(it => it.burnsCaptions)
  if (canCaption || !wantsCaptions) {
    return { ...fine('FFmpeg', says), toDo: isOld(found.generation) ? RENEW : null }
  }
  const toDo = 'Install an FFmpeg with libass, or run: content config burn_captions false'
  return wrong('FFmpeg', says, { toDo })
}

async function deviceKey({ config, keychain }: Core): Promise<Finding> {
  const what = 'Device key'
  if (config.givenApiKey) return fine(what, 'given by the environment')
  const { name, why } = await keychain.place()
  const because = why ? `, as ${why}` : ''
  if (await keychain.read()) return fine(what, `in the ${name}${because}`)
  const toDo = 'Run: content login'
  return wrong(what, `none on this device; it would lie in the ${name}${because}`, {
    toDo,
    exitCode: EXIT.needsYou,
  })
}

function journal({ journal, config }: Core): Finding {
  const what = 'Journal'
  const soundness = soundnessOf(journal)
  if (soundness !== 'ok') {
    const toDo = 'Stop the agent and start it again: it builds the journal anew from our server.'
    return wrong(what, `It is damaged (${soundness}).`, { toDo })
  }
  const names = readdirSync(config.home)
  const sizes = names.filter(it => /^journal\.db/.test(it)).map(it => sizeOf(config.home, it))
  const size = megabytes(sizes.reduce((sum, it) => sum + it, 0))
  const count = journal.videos().length
  const says = `sound, ${size}, ${counted(count, 'video')}`
  const broken = names.filter(it => /^journal\b.*(broken|corrupt|damaged)/.test(it))
  if (broken.length === 0) return fine(what, says)
  const kept = broken.map(name => join(config.home, name)).join(', ')
  const why = rebuiltLine(journal) ?? 'It was built anew once.'
  return fine(what, `${says}. ${why} The damaged one is kept as ${kept}`)
}

function agent(core: Core): Finding {
  const isAtWork = hasOwner(core.config.home)
  const untilMs = pausedUntil(core.journal, core.now())
  const says = isAtWork ? 'at work' : 'not at work; to start it: content watch'
  return fine('Agent', untilMs === null ? says : `${says}. ${pauseLine(untilMs)}`)
}

const sizeOf = (folder: string, name: string) =>
  statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0

export const megabytes = (bytes: number) =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
