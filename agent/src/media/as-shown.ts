import type { Breach } from './breaches.ts'
import type { Facts } from './facts.ts'

/**
 * What a viewer would see or hear otherwise than the creator does, whatever a platform takes:
 * players keep to what a file says of itself, and what platforms do with it is not known.
 */
export function shownOtherwise({ video, audio, boxes }: Facts): Breach[] {
  const found: Breach[] = []
  const encode = (reason: string) => found.push({ repair: 'encode', reason })
  const sound = (reason: string) => found.push({ repair: 'audio', reason })
  if (boxes?.isPieced) {
    found.push({
      repair: 'none',
      reason:
        'An edit list puts this recording together from pieces that cannot be followed safely. ' +
        'Export it as a new video.',
    })
  }
  if (boxes?.hasCuts) {
    encode('An edit list hides part of this recording, and that part is left out.')
    if (audio) sound('The sound is cut with the pictures.')
  } else if (audio?.hasCuts) sound('An edit list hides part of the sound, and that is left out.')
  if (video.hasAlpha) encode('Transparent parts are put on black.')
  if (video.isMirrored) encode('The pictures are mirrored, as players show them.')
  if (audio && audio.parts.length > 1) {
    sound(`All ${audio.parts.length} sound tracks become one, because platforms play only one.`)
  }
  return found
}
