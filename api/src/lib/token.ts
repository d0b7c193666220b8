import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

const ISSUER = 'content-creation'
const AUDIENCE = 'content-creation-api'
const ALGORITHM = 'HS256'
export const TOKEN_SECONDS = 15 * 60

const Claims = z.object({ sub: z.uuid(), workspaceId: z.uuid(), exp: z.number(), iat: z.number() })

export interface TokenOwner {
  personId: string
  workspaceId: string
}

/** A JWT that says who a person is for 15 minutes; what they may do is read from the database. */
export async function signToken(secret: string, owner: TokenOwner, now: Date) {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const token = await new SignJWT({ workspaceId: owner.workspaceId })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setSubject(owner.personId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    // In fractions, so that what is signed right after "sign out everywhere" is told from before.
    .setIssuedAt(now.getTime() / 1000)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .sign(bytes(secret))
  return { token, expiresAt: new Date((issuedAt + TOKEN_SECONDS) * 1000) }
}

/** Who the token speaks for, or null when any part of it is not as we sign it. */
export async function readToken(
  secret: string,
  token: string,
  now: Date,
): Promise<(TokenOwner & { issuedAt: Date }) | null> {
  try {
    const { payload } = await jwtVerify(token, bytes(secret), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: now,
    })
    const claims = Claims.parse(payload)
    const issuedAt = new Date(Math.round(claims.iat * 1000))
    return { personId: claims.sub, workspaceId: claims.workspaceId, issuedAt }
  } catch {
    return null
  }
}

const bytes = (secret: string) => new TextEncoder().encode(secret)
