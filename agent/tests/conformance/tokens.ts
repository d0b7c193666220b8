import type { Grant, Platform } from '@content/api/contract'
import type { Conformance } from '../../../ops/sandbox/kit/conformance.ts'
import { DAY_MS } from '../../src/lib/durations.ts'
import { type Cause, Setback } from '../../src/lib/step-error.ts'

interface TokensOf {
  platform: Platform
  it: Conformance
  origin: string
  now: () => number
}

/** Tokens as the server would give them: dead ones, or none, when a test says so. */
export function openTokens({ platform, it, origin, now }: TokensOf) {
  let held: Grant | null = null
  let dead = 0
  let isNone = false
  const ask = async (id: string): Promise<Grant> => {
    if (isNone) throw new Setback(NOT_LET_IN)
    const accessToken = dead > 0 ? 'dead' : await it.signIn(origin)
    dead = Math.max(0, dead - 1)
    held = {
      accessToken,
      expiresAt: new Date(now() + DAY_MS).toISOString(),
      connection: connectionOf(platform, it, id),
      sandboxOrigin: origin,
    }
    return held
  }
  return {
    giveDead(count: number) {
      dead = count
      if (count === 0) held = null
    },
    giveNone(isSo: boolean) {
      isNone = isSo
    },
    grant: async ({ id }: { id: string }) => held ?? ask(id),
    again: ({ id }: { id: string }) => ask(id),
    renew: ({ id }: { id: string }) => ask(id),
  }
}

const NOT_LET_IN: Cause = {
  ...{ code: 'connection_lost', reason: 'Connect it again.' },
  ...{ whoCanFix: 'you', retry: { afterMs: 60_000 } },
}

const connectionOf = (platform: Platform, it: Conformance, id: string) => ({
  ...{ id, platform, ...it.connection, label: 'Sandbox', state: 'live' as const },
  ...{ lostReason: null, connectedAt: new Date(0).toISOString() },
  // Safe cast: a description writes the rule as the journal has it, which is JSON of this type.
  rule: it.rule as Grant['connection']['rule'],
})
