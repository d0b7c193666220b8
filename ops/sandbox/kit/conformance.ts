import type { Sandbox, SandboxOptions } from './kit.ts'
import type { MediaFacts } from './probe.ts'

/** Which requests: as a rule of the stand-in's faults names them. */
export interface Door {
  method: string
  path: string
}

/** An answer that a stand-in gives instead of its own. */
export interface Canned {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export interface DoorFault {
  at: keyof Doors
  /** As the stand-in's back door takes it. */
  fault: { kind: string; [field: string]: unknown }
  times?: number
  /** So many requests pass before it. */
  after?: number
}

/** The stand-in answers this, so many times. */
export const says = (at: keyof Doors, answer: Canned, times = 1): DoorFault => ({
  ...{ at, times, fault: { kind: 'status', ...answer } },
})

/** A refusal of the platform, and what has to come of it. */
export interface Refusal {
  /** Ends the sentence "it is not published twice or for ever, although …". */
  when: string
  /** Changes of the stand-in's settings, and faults of its doors. */
  settings?: object
  faults?: DoorFault[]
  /** How it stands when nothing changes for a day. */
  after: 'published' | 'failed' | 'waiting' | 'unknown'
  /** The code under which it failed or waits. */
  code?: string
  /** At most so many requests to a door within that day. */
  most?: Partial<Record<keyof Doors, number>>
  /** It has to be published once this is undone, and not be asked for before that time. */
  untilHours?: number
}

export interface Doors {
  /** Opens an upload; publishes nothing. */
  open: Door
  /** Takes bytes. */
  send: Door
  /** Is asked what became of it. */
  ask: Door
  /** The last change, where the last byte is not that already. */
  publish?: Door
}

export interface WordLimit {
  /** Ends the sentence "…". */
  what: string
  /** As many as the document allows, and one more. */
  atLimit: object
  beyond: object
}

/**
 * One platform for the suite that every client and stand-in has to pass. It names ways in which
 * the stand-in fails; what is right then is the same for all of them and stands in the suite.
 */
export interface Conformance {
  start(options: SandboxOptions): Promise<Sandbox>
  /** Settings under which a video is published without a wait. */
  calm: object
  /** Gives every consent there is, and answers the access token. */
  signIn(origin: string): Promise<string>
  connection: { externalId: string; handle: string }
  /** The connection's rule, the creator's choice and the words, as the journal has them. */
  rule: object
  choice: object | null
  words: { title?: string; caption?: string; [field: string]: unknown }
  /** The visibility that the rule or the choice asks for, as the stand-in's ledger says it. */
  privacy: string
  doors: Doors
  /** Whose lost answer leaves something published behind. */
  publishesAt: 'send' | 'publish'
  /** How it has ended when it was published, and taken away before that was heard. */
  whenDeleted: 'failed' | 'published' | 'unknown'
  refusals: Refusal[]
  wordLimits: WordLimit[]
  /** Does the platform take such a file? Asked around every limit that the agent knows. */
  takesMedia(file: MediaFacts & { sizeBytes: number }): boolean
}
