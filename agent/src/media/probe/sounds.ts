import type { AudioFacts, SoundPart } from '../facts.ts'
import type { Probed, Stream } from './streams.ts'
import { msOf, numberOf } from './streams.ts'

/** What is heard of a file, or `null`; phones add tracks that only their maker knows. */
export function soundOf({ streams }: Probed): AudioFacts | null {
  const known = streams.filter(s => s.codec_type === 'audio' && s.codec_name && s.channels)
  const main = mainOf(known)
  if (!main) return null
  const channels = channelsOf(known)
  const isSplit = channels.includes(main)
  return {
    index: main.index,
    codec: main.codec_name ?? 'unknown',
    sampleRate: numberOf(main.sample_rate) ?? 0,
    channels: main.channels ?? 0,
    bitRate: numberOf(main.bit_rate),
    startMs: msOf(main.start_time) ?? 0,
    hasCuts: false,
    parts: isSplit ? channels.map(partOf) : [],
    leftOut: isSplit ? known.length - channels.length : known.length - 1,
  }
}

const ASIDE = ['comment', 'visual_impaired', 'hearing_impaired', 'descriptions', 'karaoke']

const isAside = ({ disposition, tags }: Stream) =>
  ASIDE.some(kind => disposition?.[kind]) || /comment(ary)?|descri/i.test(tags?.title ?? '')

/** The default one; somebody talking about the film is no default, whatever its flag says. */
function mainOf(known: readonly Stream[]): Stream | undefined {
  const plain = known.filter(stream => !isAside(stream))
  const choice = plain.length > 0 ? plain : known
  return choice.find(stream => stream.disposition?.default) ?? choice[0]
}

const MOST_CHANNELS = 8

/** Recorders write each microphone to a track: all of it one sound, in no other language. */
function channelsOf(known: readonly Stream[]): Stream[] {
  const plain = known.filter(stream => !isAside(stream))
  const [first] = plain
  const isOne = plain.every(
    it =>
      it.channels === 1 &&
      it.codec_name === first?.codec_name &&
      it.sample_rate === first?.sample_rate &&
      (it.tags?.language ?? 'und') === (first?.tags?.language ?? 'und'),
  )
  return isOne && plain.length > 1 && plain.length <= MOST_CHANNELS ? plain : []
}

function partOf({ index, channel_layout = '' }: Stream): SoundPart {
  const side = /\bFL\b/.test(channel_layout)
    ? 'left'
    : /\bFR\b/.test(channel_layout)
      ? 'right'
      : 'both'
  return { index, side }
}
