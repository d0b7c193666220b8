import { isSameStamp } from '../journal/file-stamp.ts'
import { type Glance, originOf } from './glance.ts'
import type { Stillness } from './settle.ts'

/**
 * What the agent saw with its own eyes since it started. Every time here is on a clock that
 * nobody sets: a corrected date settles no file early and holds none back.
 */
export class Memory {
  private readonly stills = new Map<string, Stillness>()
  private readonly dueAt = new Map<string, number>()
  private readonly rests = new Map<string, { untilMs: number; count: number }>()
  private readonly rereads = new Map<string, number>()
  private readonly unfinished = new Set<string>()
  private nextDueAt = Number.POSITIVE_INFINITY

  constructor(readonly clock: () => number) {}

  still = (path: string) => this.stills.get(path)

  /** Since when it has looked like this; now, if it is new or looked otherwise. */
  keepStill(path: string, { stamp }: Glance): void {
    const still = this.stills.get(path)
    if (still && isSameStamp(still.stamp, stamp)) return
    this.stills.set(path, { stamp, sinceMs: this.clock() })
  }

  dropStill = (path: string) => void this.stills.delete(path)

  /** This name is to be looked at again then. */
  expect(path: string, atMs: number): void {
    this.dueAt.set(path, atMs)
    this.nextDueAt = Math.min(this.nextDueAt, atMs)
  }

  expectNoMore = (path: string) => void this.dueAt.delete(path)

  isDue = (path: string) => this.clock() >= (this.dueAt.get(path) ?? 0)

  /** The names that are due now; costs nothing while none is. */
  due(): string[] {
    const nowMs = this.clock()
    if (nowMs < this.nextDueAt) return []
    return [...this.dueAt].filter(([, at]) => at <= nowMs).map(([path]) => path)
  }

  /** How long until the next name is due. */
  untilDueMs(): number {
    if (this.clock() >= this.nextDueAt) {
      this.nextDueAt = Number.POSITIVE_INFINITY
      for (const at of this.dueAt.values()) this.nextDueAt = Math.min(this.nextDueAt, at)
    }
    return Math.max(0, this.nextDueAt - this.clock())
  }

  /**
   * Reading it again before this time is over would tell nothing new. A verdict that stays the same
   * holds for longer and longer.
   */
  restFor(path: string, ms: number): void {
    const count = this.rests.get(path)?.count ?? 0
    this.rests.set(path, { untilMs: this.clock() + ms * 2 ** count, count: count + 1 })
  }

  /** Something was done to it, or its verdict is of a kind that passes. */
  endRest = (path: string) => void this.rests.delete(path)

  hasRested = (path: string) => this.rests.has(path)

  isResting = (path: string) => this.clock() < (this.rests.get(path)?.untilMs ?? 0)

  rereadsOf = (path: string) => this.rereads.get(path) ?? 0

  countReread = (path: string) => void this.rereads.set(path, this.rereadsOf(path) + 1)

  /** This very file was seen under a temporary name. */
  noteUnfinished(glance: Glance): void {
    const origin = originOf(glance)
    if (origin) this.unfinished.add(origin)
  }

  wasUnfinished = (glance: Glance) => this.unfinished.has(originOf(glance) ?? '')

  forget(path: string): void {
    for (const map of [this.stills, this.dueAt, this.rests, this.rereads]) map.delete(path)
  }
}
