/** What lets many tenants share a few lanes: one after the other, and none in more than a few. */
export interface Turns {
  /** Takes what is next after whoever had the last turn. */
  next<T extends { workspace_id: string | null; tenant?: string }>(
    claim: (turn: Turn) => Promise<T | null>,
  ): Promise<T | null>
  /** Counts a tenant as busy while the work runs. */
  during<T>(tenant: string, work: () => Promise<T>): Promise<T>
  /** Who is in as many lanes as they may be. */
  busy(): string[]
}

export interface Turn {
  after: string
  busy: string[]
}

/** Comes before every id. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

export function openTurns(mostOfOne = Number.POSITIVE_INFINITY): Turns {
  const lanes = new Map<string, number>()
  let after = NOBODY
  const busy = () => [...lanes].flatMap(([tenant, count]) => (count >= mostOfOne ? [tenant] : []))
  return {
    busy,
    async next(claim) {
      const found = await claim({ after, busy: busy() })
      after = found?.tenant ?? found?.workspace_id ?? NOBODY
      return found
    },
    async during(tenant, work) {
      lanes.set(tenant, (lanes.get(tenant) ?? 0) + 1)
      try {
        return await work()
      } finally {
        const left = (lanes.get(tenant) ?? 1) - 1
        if (left > 0) lanes.set(tenant, left)
        else lanes.delete(tenant)
      }
    },
  }
}
