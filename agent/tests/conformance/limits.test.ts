import { describe, expect, test } from 'bun:test'
import { Metadata } from '@content/api/contract'
import type { Facts } from '../../src/media/facts.ts'
import { planRendition, rulesFor } from '../../src/media/plan.ts'
import type { Rules } from '../../src/platforms/media-rules.ts'
import { type Changes, factsOf } from '../media/facts-of.ts'
import { DESCRIPTIONS } from './descriptions.ts'
import { openStage } from './stage.ts'

describe.each(DESCRIPTIONS)('%s', (platform, conformance) => {
  test.each(conformance.wordLimits)('takes $what and no more, as we do', async limit => {
    for (const [change, isTaken] of [
      [limit.atLimit, true],
      [limit.beyond, false],
    ] as const) {
      const words = { ...conformance.words, ...change }
      expect(Metadata.safeParse(words).success).toBe(isTaken)
      const stage = await openStage(platform, { ...conformance, words })
      expect((await stage.live()).state).toBe(isTaken ? 'published' : 'failed')
      await stage.close()
    }
  })

  test.each(limitsOf(rulesFor(platform, {})))(
    'takes files of %s as they are, and none beyond',
    (_, at, beyond) => {
      const isSentAsItIs = (changes: Changes) =>
        planRendition(factsOf(changes), platform).kind === 'untouched'
      const isTaken = (changes: Changes) => conformance.takesMedia(asSeenThere(factsOf(changes)))
      expect({ sent: isSentAsItIs(at), taken: isTaken(at) }).toEqual({ sent: true, taken: true })
      expect({ sent: isSentAsItIs(beyond), taken: isTaken(beyond) }).toEqual({
        sent: false,
        taken: false,
      })
    },
  )
})

type Limit = readonly [what: string, at: Changes, beyond: Changes]

/** Each limit that the agent knows, with a file on it and one past it. */
function limitsOf(rules: Rules): Limit[] {
  const { fps, side, maxWidth, durationMs, maxSizeBytes, maxVideoBitRate, audio } = rules
  const file = (it: Changes['file']): Changes => ({ file: it ?? {} })
  const video = (it: Changes['video']): Changes => ({ video: it ?? {} })
  const rate = (num: number) => video({ rate: { num, den: 1 }, usualFps: num })
  const short = Math.max(0, durationMs.min - 1000)
  return [
    [
      'the longest',
      file({ durationMs: durationMs.max }),
      file({ durationMs: durationMs.max + 1000 }),
    ],
    ['the largest', file({ sizeBytes: maxSizeBytes }), file({ sizeBytes: maxSizeBytes * 1.1 })],
    ...(durationMs.min > 1000
      ? [
          [
            'the shortest',
            file({ durationMs: durationMs.min }),
            file({ durationMs: short }),
          ] as const,
        ]
      : []),
    ...(fps
      ? ([
          ['the fewest pictures a second', rate(fps.min), rate(fps.min - 1)],
          ['the most pictures a second', rate(fps.max), rate(fps.max + 1)],
        ] as const)
      : []),
    ...(side
      ? ([
          ['the smallest side', video({ width: side.min }), video({ width: side.min - 2 })],
          ['the largest side', video({ height: side.max }), video({ height: side.max + 2 })],
        ] as const)
      : []),
    ...(maxWidth
      ? [['the widest', video({ width: maxWidth }), video({ width: maxWidth + 2 })] as const]
      : []),
    ...(maxVideoBitRate
      ? [
          [
            'the most bits',
            video({ bitRate: maxVideoBitRate }),
            video({ bitRate: maxVideoBitRate * 1.1 }),
          ] as const,
        ]
      : []),
    ...(audio
      ? ([
          [
            'the most channels',
            sound({ channels: audio.maxChannels }),
            sound({ channels: audio.maxChannels + 1 }),
          ],
          [
            'the finest sound',
            sound({ sampleRate: audio.maxSampleRate }),
            sound({ sampleRate: 96_000 }),
          ],
        ] as const)
      : []),
  ]
}

const sound = (audio: Changes['audio']): Changes => ({ audio: audio ?? {} })

function asSeenThere({ container, durationMs, sizeBytes, bitRate, video, audio }: Facts) {
  const { num, den } = video.rate
  return {
    ...{ formatNames: [container], durationSec: durationMs / 1000, sizeBytes, bitRate },
    video: {
      ...{ ...video, fps: num / den, fieldOrder: 'progressive', bitRate: video.bitRate ?? bitRate },
    },
    ...(audio && { audio }),
  }
}
