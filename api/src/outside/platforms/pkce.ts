import { createHash } from 'node:crypto'

/** The challenge of RFC 7636. */
export const challengeBase64Url = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url')

/** The challenge as TikTok documents it, which is not RFC 7636. */
export const challengeHex = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('hex')
