import type { Sandbox, SandboxOptions } from './kit/kit.ts'

/** What a moment of publishing looks like on the line to a platform. */
export type LineMoment = readonly [
  name: string,
  moment: 'asked' | 'sending' | 'answered',
  request: RegExp,
  afterBytes?: number,
]

/** A request that carries bytes, as far as its head says. */
export interface Piece {
  /** Which requests belong together. */
  session: string
  /** What all requests of the session have to carry. */
  sizeBytes: number
  /** What this one was to carry. */
  partBytes: number
}

/** How a platform is put under load while everybody is killed. */
export interface SoakFacts {
  /** Limits that the platform sets per day, lifted so that one day fits into minutes. */
  settings: object
  /** The rule under which videos go out by themselves. */
  rule: object
  /** The rule under which each waits for its creator; only where one video in some is to wait. */
  askedRule?: object
  /** Written down, and not yet done; half done; done, and not yet known. */
  moments: readonly LineMoment[]
  /** What a request carries, by its head; null for any that carries no bytes of a video. */
  piece(head: string): Piece | null
  /** The most that one request may put at stake, in bytes. */
  requestBytes: number
  /** A refusal for good that can be provoked: its code, and what to arm. */
  refusal?: { code: string; fault: object }
}

/** The part that `Content-Range` names, of the session that the address names. */
export function rangedPiece(session: string | undefined, head: string): Piece | null {
  const [from, to, sizeBytes] = (
    /^content-range: bytes (\d+)-(\d+)\/(\d+)/im.exec(head)?.slice(1) ?? []
  ).map(Number)
  if (!session || from === undefined || to === undefined || sizeBytes === undefined) return null
  return { session, sizeBytes, partBytes: to - from + 1 }
}

/** One platform's stand-in, as those who start, demonstrate and soak it need it. */
export interface StandIn {
  start(options: SandboxOptions): Promise<Sandbox>
  /** What the demo creator agrees to once. */
  demoRule: object
  /** What a strong video gains in the demo's history; null where nobody is told. */
  demoViews: number | null
  /** What the demo creator chooses for one video; only where a platform asks for each. */
  demoChoice?(privacyOptions: readonly string[]): { args: string[]; says: string }
  soak: SoakFacts
}
