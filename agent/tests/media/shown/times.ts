import { join } from 'node:path'
import fc from 'fast-check'
import { BITS, bars, numberIn } from './counted.ts'
import type { Kind } from './kind.ts'
import type { Stage } from './look.ts'
import { picturesIn, receivedFrom } from './look.ts'

interface Clock {
  readonly rate: number
  readonly pictures: number
  /** Pictures that are not there; the one before stays so much longer. */
  readonly dropped: readonly (readonly [from: number, to: number])[]
  readonly soundSeconds: number
  readonly ending: 'mp4' | 'mkv' | 'ts' | 'avi'
}

const isDropped = ({ dropped }: Clock, n: number) =>
  n > 0 && dropped.some(([from, to]) => n >= from && n < to)

const keptOf = (clock: Clock) =>
  Array.from({ length: clock.pictures }, (_, n) => n).filter(n => !isDropped(clock, n))

async function recorded({ studio, name }: Stage, clock: Clock): Promise<string> {
  const { rate, pictures, dropped, ending, soundSeconds } = clock
  const target = join(studio.folder, `times-${name}.${ending}`)
  const gone = dropped.map(([from, to]) => `(gte(n,${from})*lt(n,${to})*gt(n,0))`).join('+')
  const source = `${bars({ rate, pictures })},select='not(${gone || 0})'`
  const sound = `sine=frequency=440:sample_rate=48000:duration=${soundSeconds}`
  const kind = ending === 'avi' ? ['-bf', '3'] : ['-bf', '0', '-vsync', 'passthrough']
  // Streams and AVI are of recorders that have no other times than those of their rate.
  const isEven = ending === 'avi' || ending === 'ts'
  await studio.ffmpeg(
    ...['-f', 'lavfi', '-i', source, '-f', 'lavfi', '-i', sound, '-c:v', 'libx264'],
    ...['-preset', 'veryfast', ...kind, '-enc_time_base', isEven ? `1:${rate}` : '1:600'],
    ...['-c:a', ending === 'avi' ? 'libmp3lame' : 'aac', target],
  )
  return target
}

async function wrong(stage: Stage, clock: Clock): Promise<string[]> {
  const kept = keptOf(clock)
  const found: string[] = []
  const end = Math.max(clock.soundSeconds, ((kept.at(-1) ?? 0) + 1) / clock.rate)
  for (const { platform, path, plan } of await receivedFrom(stage, await recorded(stage, clock))) {
    const stored = await picturesIn(stage, path, { columns: BITS, rows: 1 })
    const numbers = stored.map(numberIn)
    const once = numbers.filter((n, at) => n !== numbers[at - 1])
    if (once.join() !== kept.join()) found.push(`${platform} (${plan.kind}) shows ${once}.`)
    const fps = plan.kind === 'encode' && plan.video !== 'copy' ? plan.video.rate : null
    if (!fps) continue
    const length = (numbers.length * fps.den) / fps.num
    // An AVI's header counts the sound's last block too.
    if (Math.abs(length - end) > 3 / clock.rate + 0.1) {
      found.push(`${platform} shows pictures for ${length} s, not ${end} s.`)
    }
  }
  return found
}

const anyGap = fc
  .record({ from: fc.integer({ min: 1, max: 80 }), length: fc.integer({ min: 1, max: 60 }) })
  .map(({ from, length }) => [from, from + length] as const)

export const times: Kind<Clock> = {
  name: 'the time stamps',
  known: [
    [
      'holds one picture long',
      { rate: 30, pictures: 110, dropped: [[40, 107]], soundSeconds: 3.6, ending: 'mp4' },
    ],
    [
      'is Matroska and holds one picture long',
      { rate: 30, pictures: 110, dropped: [[40, 100]], soundSeconds: 3.6, ending: 'mkv' },
    ],
    [
      'ends before its sound',
      { rate: 30, pictures: 40, dropped: [], soundSeconds: 3.4, ending: 'mp4' },
    ],
    [
      'is a stream that ends before its sound',
      { rate: 30, pictures: 40, dropped: [], soundSeconds: 3.4, ending: 'ts' },
    ],
    [
      'is one picture with sound',
      { rate: 30, pictures: 1, dropped: [], soundSeconds: 3.2, ending: 'mp4' },
    ],
    [
      'is AVI, which has none',
      { rate: 30, pictures: 96, dropped: [], soundSeconds: 3.2, ending: 'avi' },
    ],
    [
      'leaves pictures out',
      {
        ...{ rate: 25, pictures: 90, soundSeconds: 3.6, ending: 'mkv' },
        dropped: [3, 7, 12, 19, 22, 31, 40, 48, 55, 61, 70, 76].map(n => [n, n + 1] as const),
      },
    ],
  ],
  any: fc.record({
    rate: fc.constantFrom(24, 25, 30),
    pictures: fc.integer({ min: 80, max: 120 }),
    dropped: fc.array(anyGap, { maxLength: 2 }),
    soundSeconds: fc.constantFrom(3.2, 3.6, 5),
    ending: fc.constantFrom('mp4', 'mkv', 'ts'),
  }),
  wrong,
}
