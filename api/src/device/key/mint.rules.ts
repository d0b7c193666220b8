import type { Actor } from '../../context.ts'

/** The sign-in of a person in which a key is made, as it is kept beside the key. */
export const madeIn = (actor: Exclude<Actor, { kind: 'key' }>): string =>
  actor.kind === 'session' ? actor.sessionHash : 'token'
