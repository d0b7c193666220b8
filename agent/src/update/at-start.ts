import { goBack, type Place, readSwap, settle, writeSwap } from './swap.ts'

/** A new version that did not come so far in so many starts is not started again. */
const MOST_STARTS = 3

export interface Begun {
  /** The version of before took the place back: it is to be started instead. */
  hasGoneBack: boolean
  /** The new version works: the old one may go. */
  works(): void
  /** It ended well and had nothing to do that would show whether it works: no start that counts. */
  wasNoTrial(): void
}

const NOTHING: Begun = {
  hasGoneBack: false,
  works: () => undefined,
  wasNoTrial: () => undefined,
}

/** What every start does first: finds out whether it is the first of a new version, and counts. */
export function atStart(place: Place, version: string): Begun {
  try {
    return begun(place, version)
  } catch {
    // A folder that cannot be written now can hold no swap that was begun: it is looked at again.
    return NOTHING
  }
}

function begun(place: Place, version: string): Begun {
  const swap = readSwap(place)
  if (!swap) return NOTHING
  if (version !== swap.to.version) {
    // It was cut before the new one stood there, or somebody installed another.
    settle(place)
    return NOTHING
  }
  if (swap.starts >= MOST_STARTS && goBack(place, swap)) return { ...NOTHING, hasGoneBack: true }
  writeSwap(place, { ...swap, starts: swap.starts + 1 })
  return {
    hasGoneBack: false,
    works: () => settle(place),
    wasNoTrial() {
      // Another start may have settled it meanwhile.
      const now = readSwap(place)
      if (now) writeSwap(place, { ...now, starts: Math.max(0, now.starts - 1) })
    },
  }
}
