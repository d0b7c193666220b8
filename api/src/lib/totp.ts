import { Secret, TOTP } from 'otpauth'

const ISSUER = 'Content Creation'
const PERIOD_SECONDS = 30

/** A fresh secret for an authenticator app: 160 bits in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads from a QR code. */
export const totpUri = (secret: string, label: string): string => totp(secret, label).toString()

/** The step whose code this is, one step of clock drift either way; null when it is none. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const drift = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return drift === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + drift
}

// What every authenticator app assumes, whatever the address says: SHA-1, 6 digits, 30 seconds.
const totp = (secret: string, label = '') =>
  new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  })
