import type { Platform } from '../../contract/index.ts'

/** Where a platform sends people back to; the exchange must name the very same address. */
export const callbackUrl = (publicUrl: string, platform: Platform): string =>
  `${publicUrl}/oauth/${platform}/callback`

/** Ties a sealed verifier to its own attempt. */
export const verifierPurpose = (stateHash: string): string => `oauth verifier ${stateHash}`
