/** How many pieces a file has in the model. */
export const PIECES = 3

export interface Session {
  holds: number
  isLive: boolean
  /** Thrown away by the platform, which can then never make it live. */
  isGone: boolean
}

/** A platform for one publication: it goes live by its last byte, or by one more request. */
export class ModelPlatform {
  readonly sessions: Session[] = []
  /** What our own server was told of it. */
  reported: 'nothing' | 'begun' | 'published' | 'failed' | 'unknown' = 'nothing'
  /** It was cancelled: nobody may send it anything more. */
  isClosed = false
  constructor(readonly isLiveByLastByte: boolean) {}

  open(): number {
    this.#assertOpen()
    return this.sessions.push({ holds: 0, isLive: false, isGone: false }) - 1
  }

  at(index: number): Session {
    const session = this.sessions[index]
    if (!session) throw new Error('The journal names a session that nobody opened.')
    return session
  }

  put(index: number): void {
    this.#assertOpen()
    const session = this.at(index)
    if (session.isGone) return
    session.holds = Math.min(PIECES, session.holds + 1)
    if (this.isLiveByLastByte && session.holds === PIECES) session.isLive = true
  }

  publish(index: number): void {
    const session = this.at(index)
    if (!session.isGone && session.holds === PIECES) session.isLive = true
  }

  /** Forgets what is not live. */
  forget(index: number): void {
    const session = this.at(index)
    if (!session.isLive) session.isGone = true
  }

  /** The journal drops its sessions, so nobody can go on with what is not live by then. */
  abandon(): void {
    for (const index of this.sessions.keys()) this.forget(index)
  }

  #assertOpen(): void {
    if (this.isClosed) throw new Error('Something was sent after it was cancelled.')
  }

  get livePosts(): number {
    return this.sessions.filter(it => it.isLive).length
  }

  get mayHoldAllBytes(): boolean {
    return this.sessions.some(it => !it.isGone && it.holds === PIECES)
  }
}
