import { join } from 'node:path'
import fc from 'fast-check'
import type { Kind } from './kind.ts'
import type { Stage } from './look.ts'
import { receivedFrom, toneIn } from './look.ts'

interface Tracks {
  readonly tracks: readonly Track[]
  readonly ending: 'mov' | 'mkv'
}

interface Track {
  readonly side: 'FL' | 'FR' | 'none'
  readonly seconds: number
}

const SECONDS = 3.2
const HERTZ = [300, 700, 1600, 3400] as const

async function recorded({ studio, name }: Stage, { tracks, ending }: Tracks): Promise<string> {
  const target = join(studio.folder, `tracks-${name}.${ending}`)
  const picture = `color=navy:s=368x368:r=24:d=${SECONDS}`
  const sounds = tracks.flatMap(({ side, seconds }, at) => {
    const tone = `sine=frequency=${HERTZ[at]}:sample_rate=48000:duration=${seconds}`
    return ['-f', 'lavfi', '-i', side === 'none' ? tone : `${tone},pan=${side}|${side}=c0`]
  })
  const maps = tracks.flatMap((_, at) => ['-map', `${at + 1}:a`])
  await studio.ffmpeg(
    ...['-f', 'lavfi', '-i', picture, ...sounds, '-map', '0:v', ...maps, '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le', target],
  )
  return target
}

// A tone at the level of the test, in one of four tracks, is well above; a filtered other is not.
const HEARD_DB = -41
const SILENT_DB = -42

async function wrong(stage: Stage, recipe: Tracks): Promise<string[]> {
  const found: string[] = []
  for (const { platform, path, plan } of await receivedFrom(stage, await recorded(stage, recipe))) {
    for (const [at, { side }] of recipe.tracks.entries()) {
      const hertz = HERTZ[at] ?? 0
      for (const channel of [0, 1] as const) {
        const isHere = side === 'none' || side === (channel === 0 ? 'FL' : 'FR')
        const level = await toneIn(stage, path, { hertz, channel })
        if (isHere ? level < HEARD_DB : level > SILENT_DB) {
          found.push(
            `${platform} (${plan.kind}): ${hertz} Hz in channel ${channel} is ${level} dB.`,
          )
        }
      }
    }
  }
  return found
}

const both = (side: Track['side']) => ({ side, seconds: SECONDS })
const anySeconds = fc.constantFrom(SECONDS, 2, 1)
const anyTrack = fc.record({ side: fc.constant('none' as const), seconds: anySeconds })
const anyPair = fc
  .tuple(anySeconds, anySeconds, fc.boolean())
  .map(([one, other, isTurned]): Track[] => {
    const pair: Track[] = [
      { side: 'FL', seconds: one },
      { side: 'FR', seconds: other },
    ]
    return isTurned ? pair.toReversed() : pair
  })

export const sounds: Kind<Tracks> = {
  name: 'sound in several tracks',
  known: [
    ['is one for each ear', { ending: 'mov', tracks: [both('FL'), both('FR')] }],
    ['is two microphones', { ending: 'mov', tracks: [both('none'), both('none')] }],
    ['is four microphones', { ending: 'mkv', tracks: Array(4).fill(both('none')) }],
  ],
  any: fc.oneof(
    fc.record({ ending: fc.constant('mov' as const), tracks: anyPair }),
    fc.record({
      ending: fc.constantFrom('mov', 'mkv'),
      tracks: fc.array(anyTrack, { minLength: 2, maxLength: 4 }),
    }),
  ),
  wrong,
}
