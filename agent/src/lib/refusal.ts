/** What a command ended with; `content --help` lists the same table. */
export const EXIT = {
  ...{ ok: 0, failed: 1, usage: 2, needsYou: 3, planLimit: 4, waiting: 5 },
  // As a shell counts them: 128 and the number of SIGINT, or of SIGTERM.
  ...{ cut: 130, ended: 143 },
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A command cannot go on: one sentence for the person, one code for the caller. */
export class Refusal extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message)
  }
}

/** What a line is about, for those who see colours; its words say it, too. */
export type Tone = 'plain' | 'good' | 'bad' | 'waits' | 'quiet' | 'command' | 'name'

/** Where a command speaks. */
export interface Output {
  isJson: boolean
  /** For people; silent under --json. */
  say(line: string, tone?: Tone): void
  /** For programs; silent without --json. */
  json(value: unknown): void
}
