/** Counts what happened under a name within the last so many milliseconds. */
export class SlidingWindow {
  private readonly times = new Map<string, number[]>()

  constructor(
    private readonly lengthMs: number,
    private readonly now: () => Date,
  ) {}

  count(name: string): number {
    return this.recent(name).length
  }

  /** Takes one place, or answers false and takes none when the window is full. */
  take(name: string, limit: number): boolean {
    const recent = this.recent(name)
    if (recent.length >= limit) return false
    this.times.set(name, [...recent, this.now().getTime()])
    return true
  }

  private recent(name: string): number[] {
    const since = this.now().getTime() - this.lengthMs
    return (this.times.get(name) ?? []).filter(at => at > since)
  }
}
