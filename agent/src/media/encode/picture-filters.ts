import type { Facts, VideoFacts } from '../facts.ts'
import type { Tools } from '../tools/find-tools.ts'
import { isWideColour, narrowColours, STANDARD_FRAMES, scaleTo } from './colours.ts'
import type { EncodeSpec } from './encode-spec.ts'
import { toneMapped } from './tone-map.ts'
import type { Workshop } from './workshop.ts'

/** What happens to the pictures between decoder and encoder, in order. */
export function pictureFilters(workshop: Workshop, spec: EncodeSpec): string[] {
  const { facts, tools, encoder, captionsFile } = workshop
  const { video } = facts
  return [
    ...upright(video, tools),
    ...(spec.isDeinterlaced ? ['bwdif=mode=send_frame'] : []),
    ...onBlack(video),
    // Without times the decoder's own delay would count as a late start.
    ...(video.hasTimes ? [] : ['setpts=PTS-STARTPTS']),
    `fps=${spec.rate.num}/${spec.rate.den}:start_time=0`,
    heldToTheEnd(facts),
    ...standardColours(facts, tools, `${spec.width}:${spec.height}`),
    'format=yuv420p',
    'setsar=1',
    ...(spec.captions && captionsFile ? [captionsFilter(captionsFile, spec)] : []),
    STANDARD_FRAMES,
    ...(encoder ? encoder.filters : ['format=yuv420p']),
  ]
}

const TURNS_MIRRORED = 57

/** FFmpeg turns pictures by itself; before version 5 it forgets to mirror them. */
export function upright({ isMirrored, rotation }: VideoFacts, { generation }: Tools): string[] {
  if (!isMirrored || generation >= TURNS_MIRRORED) return []
  return [rotation % 180 === 0 ? 'vflip' : 'hflip']
}

/** Transparent pictures as they look on black; what is hidden must not come back. */
export function onBlack(video: VideoFacts): string[] {
  if (!video.hasAlpha) return []
  const isRgb = video.colour.matrix === 'gbr'
  const planes = `format=yuva444p${video.bitDepth > 8 ? '10le' : ''}`
  return [...(isRgb ? [scaleTo('iw:ih', video)] : []), planes, 'premultiply=inplace=1']
}

/** FFmpeg's own decoder of WebM leaves transparency out; what stands before the input. */
export function decoderFor({ hasAlpha, codec }: VideoFacts): string[] {
  if (!hasAlpha || !/^vp[89]$/.test(codec)) return []
  return ['-c:v', codec === 'vp9' ? 'libvpx-vp9' : 'libvpx']
}

/**
 * The last picture stays as long as there is sound; the output's own limit ends it. An old FFmpeg
 * also forgets how long a last picture was meant to stay.
 */
function heldToTheEnd({ durationMs, video }: Facts): string {
  const missingMs = video.endMs === null ? 0 : Math.max(0, durationMs - video.endMs)
  return `tpad=stop_mode=clone:stop_duration=${(missingMs / 1000 + 1).toFixed(3)}`
}

/** The wanted size in BT.709, which is what every screen and platform takes for granted. */
export function standardColours({ video }: Facts, tools: Tools, size: string): string[] {
  if (video.hdr !== 'none') return toneMapped(size, video, tools)
  if (isWideColour(video)) return [`scale=${size}:flags=bicubic`, ...narrowColours(video)]
  const isConverted = video.hasAlpha && video.colour.matrix === 'gbr'
  const seen = isConverted ? { ...video, colour: STANDARD } : video
  return [scaleTo(size, seen)]
}

const STANDARD = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', isFullRange: false }

/** Sizes are of 288 lines, whatever the video has; an upright video is narrow for its height. */
function captionsFilter(name: string, { width, height }: EncodeSpec): string {
  // The bottom fifth of an upright video lies under the platform's own buttons and words.
  const style = height > width ? 'FontSize=9,MarginV=64' : 'FontSize=16,MarginV=16'
  return `subtitles=filename=${name}:force_style='${style}'`
}
