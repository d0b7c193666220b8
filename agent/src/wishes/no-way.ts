import type { PublicationRow } from '../journal/rows.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'

/** It cannot be done as things stand here, and the sentence says why. */
export const noWay = (sentence: string) => new Refusal(EXIT.usage, sentence)

/** Why a publication in this state takes no more wishes of that kind; the latest in line. */
export function tooLate({ state, label, code }: PublicationRow): Refusal {
  switch (state) {
    case 'published':
      return noWay(`It is published at ${label} already. Change it there.`)
    case 'reserved':
    case 'uploading':
    case 'confirming':
      return noWay(`It is being sent to ${label} already. To hold it back, pause it.`)
    case 'unknown':
      return noWay(`Whether it is live at ${label} is not known. Look there first, and say so.`)
    case 'ready':
      return noWay(`It is approved for ${label} already.`)
    case 'failed':
      return noWay(`It failed at ${label}${code ? ` (${code})` : ''}. Try it again first.`)
    default:
      return noWay(`It is still being prepared for ${label}. It asks you when it is ready.`)
  }
}
