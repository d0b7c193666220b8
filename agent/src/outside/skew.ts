/** How far our clock is from what servers last said; ahead is positive, null is not known. */
export interface Skew {
  note(date: string | null): void
  offMs(): number | null
}

/** Counts on from the last date heard, so that a clock that jumped since then is noticed. */
export function openSkew(now: () => number, steady: () => number = () => performance.now()): Skew {
  let heard: { serverMs: number; atMs: number } | null = null
  return {
    note(date) {
      const serverMs = Date.parse(date ?? '')
      if (!Number.isNaN(serverMs)) heard = { serverMs, atMs: steady() }
    },
    offMs: () => heard && now() - (heard.serverMs + steady() - heard.atMs),
  }
}
