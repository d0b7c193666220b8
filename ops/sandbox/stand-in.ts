import type { Sandbox, SandboxOptions } from './kit/kit.ts'

/** What a moment of publishing looks like on the line to a platform. */
export type LineMoment = readonly [
  name: string,
  moment: 'asked' | 'sending' | 'answered',
  request: RegExp,
  afterBytes?: number,
]

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
  /** The most that one request may put at stake, in bytes. */
  requestBytes: number
  /** A refusal for good that can be provoked: its code, and what to arm. */
  refusal?: { code: string; fault: object }
}

/** One platform's stand-in, as those who start, demonstrate and soak it need it. */
export interface StandIn {
  start(options: SandboxOptions): Promise<Sandbox>
  /** What the demo creator agrees to once. */
  demoRule: object
  /** What the demo creator chooses for one video; only where a platform asks for each. */
  demoChoice?(privacyOptions: readonly string[]): { args: string[]; says: string }
  soak: SoakFacts
}
