import { z } from 'zod'
import { DAY_SECONDS } from '../../lib/time.ts'
import type { Tokens } from '../vault.ts'

/** What OAuth token endpoints answer, read leniently: empty texts are absent, odd lifetimes too. */
export const TokenAnswer = z.object({
  access_token: z.string().min(1).max(8192),
  refresh_token: z.string().max(8192).nullish(),
  expires_in: z.unknown().optional(),
  refresh_expires_in: z.unknown().optional(),
  refresh_token_expires_in: z.unknown().optional(),
  scope: z.string().max(8192).nullish(),
})
export type TokenAnswer = z.infer<typeof TokenAnswer>

export const OAuthError = z.object({ error: z.string() })

/** Tokens as we keep them; without a new refresh token in the answer the old one stays. */
export function tokensFrom(
  answer: TokenAnswer,
  made: { now: Date; oldRefreshToken: string | null; accessSeconds: number },
): Tokens {
  const refreshSeconds = answer.refresh_expires_in ?? answer.refresh_token_expires_in
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token || made.oldRefreshToken,
    accessExpiresAt: after(made.now, lifetimeSeconds(answer.expires_in) ?? made.accessSeconds),
    refreshExpiresAt: lifetimeAfter(made.now, lifetimeSeconds(refreshSeconds)),
    obtainedAt: made.now.toISOString(),
  }
}

/** A lifetime that can be believed: a number or its text, above zero, held to two years. */
function lifetimeSeconds(value: unknown): number | null {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return null
  return Math.min(seconds, 730 * DAY_SECONDS)
}

const lifetimeAfter = (now: Date, seconds: number | null) =>
  seconds === null ? null : after(now, seconds)

const after = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString()
